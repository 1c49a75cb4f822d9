package io.github.plausible4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.k8s.StackManifests;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvisionStackTest {
  @Test
  void everyObjectIsALineInTheOrderOfItsTier() {
    StackManifests manifests =
        StackManifests.of(
            ProvisionStack.stack(
                "https://stats.example.org",
                Map.of("NFS_SERVER", "nas.local", "ADMIN_EMAIL", "me@example.org")));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ProvisionStack.print(manifests, new PrintStream(printed, true, StandardCharsets.UTF_8));
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .hasSameSizeAs(manifests.objects())
        .anyMatch(line -> line.matches("3-volumes +PersistentVolume +plausible-plausible-.*"))
        .anyMatch(line -> line.matches("7-exposure +Ingress +plausible"))
        .anyMatch(line -> line.matches("8-administration +Job +plausible-admin-[0-9a-f]{10}"));
  }
}
