package io.github.plausible4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.k8s.apiserver.FakeApiServer;
import io.github.plausible4j.k8s.apiserver.TestKubelet;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.progress.ProvisionListener;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvisionStackTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("ADMIN_EMAIL", "me@example.org");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  private List<String> lines() {
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void everyObjectIsALineInTheOrderOfItsTier() {
    StackManifests manifests =
        StackManifests.of(
            ProvisionStack.stack(
                "https://stats.example.org",
                Map.of("NFS_SERVER", "nas.local", "ADMIN_EMAIL", "me@example.org")));

    ProvisionStack.print(manifests, false, out);

    assertThat(lines())
        .hasSize(manifests.objects().size() + 1)
        .anyMatch(line -> line.matches("3-volumes +PersistentVolume +plausible-plausible-.*"))
        .anyMatch(line -> line.matches("8-exposure +Ingress +plausible"))
        .anyMatch(line -> line.matches("6-administration +Job +plausible-admin-[0-9a-f]{10}"));
    assertThat(lines().get(lines().size() - 1)).contains("--yaml").contains("--apply");
  }

  @Test
  void theYamlIsAFileThatKubectlReads() {
    StackManifests manifests =
        StackManifests.of(ProvisionStack.stack("https://stats.example.org", ENVIRONMENT));

    ProvisionStack.print(manifests, true, out);

    assertThat(lines().subList(0, manifests.objects().size())).allMatch(l -> l.startsWith("# "));
    assertThat(printed.toString(StandardCharsets.UTF_8)).endsWith(manifests.toYaml());
  }

  @Test
  void aClusterGetsTheStackWithProgressAndASecondTimeNothing() throws Exception {
    PlausibleStack stack = ProvisionStack.stack("https://stats.example.org", ENVIRONMENT);
    try (FakeApiServer server = FakeApiServer.start();
        KubernetesClient client = server.client();
        TestKubelet board = new TestKubelet(client, stack.namespace());
        TestKubelet probes = new TestKubelet(client, client.getNamespace())) {
      List.of(defaultNamespace(), board(), storageClass(), ingressClass())
          .forEach(object -> client.resource(object).create());

      probes.behave("probe-", pod -> reported());

      ProvisionStack.apply(client, stack, ProvisionListener.lines(out));

      assertThat(lines())
          .noneMatch(line -> line.startsWith("WARNING"))
          .startsWith("Cluster: http://127.0.0.1:" + client.getMasterUrl().getPort())
          .contains("  created Namespace plausible", "Plausible: https://stats.example.org")
          .anyMatch(line -> line.matches("  ✔ +[\\dms]+  plausible-postgres  1 of 1 pods ready"))
          .anyMatch(line -> line.matches("  ✔ +[\\dms]+  plausible-clickhouse  1 of 1 pods ready"))
          .anyMatch(line -> line.matches("  ✔ +[\\dms]+  plausible-migrate-\\w+  complete"))
          .anyMatch(line -> line.matches("  ✔ +[\\dms]+  plausible  1 of 1 pods available"))
          .anyMatch(line -> line.matches("Ready after (\\d+m)?\\d+s\\."))
          .anyMatch(
              line ->
                  line.startsWith("  the password of me@example.org")
                      && line.contains("kubectl -n plausible get secret plausible-admin "));

      // For the picture of the guide; docs/record draws it.
      Files.write(Path.of("target", "apply.txt"), lines());
      printed.reset();
      ProvisionStack.apply(client, stack, ProvisionListener.lines(out));

      assertThat(lines())
          .anyMatch(line -> line.matches("No changes: \\d+ unchanged\\."))
          .noneMatch(line -> line.contains("created"));
    }
  }

  @Test
  void aClusterWithoutABoardIsToldWhatItLacks() {
    PlausibleStack stack = ProvisionStack.stack("https://stats.example.org", ENVIRONMENT);
    try (FakeApiServer server = FakeApiServer.start();
        KubernetesClient client = server.client()) {
      ProvisionListener progress = ProvisionListener.lines(out);

      assertThatThrownBy(() -> ProvisionStack.apply(client, stack, progress))
          .isInstanceOf(ProvisioningException.class);
    }
    assertThat(lines())
        .contains("Not ready:")
        .anyMatch(line -> line.contains("StorageClass (default): does not exist"))
        .anyMatch(line -> line.contains("kubernetes.io/arch=arm64"));
  }

  private static Node board() {
    return new NodeBuilder()
        .withNewMetadata()
        .withName("pi5")
        .addToLabels("kubernetes.io/os", "linux")
        .addToLabels("kubernetes.io/arch", "arm64")
        .addToLabels("kubernetes.io/hostname", "pi5")
        .endMetadata()
        .withNewStatus()
        .addNewCondition()
        .withType("Ready")
        .withStatus("True")
        .endCondition()
        .endStatus()
        .build();
  }

  /** What the probe of a Raspberry Pi 5 says of its processor. */
  private static PodStatus reported() {
    String report =
        """
        plausible4j-probe 1
        machine aarch64
        pagesize 4096
        openfiles 1048576
        processor\t: 0
        Features\t: fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid asimdrdm \
        lrcpc dcpop asimddp
        CPU implementer\t: 0x41
        CPU part\t: 0xd0b
        end
        """;
    return new PodStatusBuilder()
        .withPhase("Succeeded")
        .addNewContainerStatus()
        .withName("probe")
        .withImage("busybox")
        .withImageID("")
        .withReady(false)
        .withRestartCount(0)
        .withNewState()
        .withNewTerminated()
        .withExitCode(0)
        .withReason("Completed")
        .withMessage(report)
        .endTerminated()
        .endState()
        .endContainerStatus()
        .build();
  }

  private static Namespace defaultNamespace() {
    return new NamespaceBuilder().withNewMetadata().withName("default").endMetadata().build();
  }

  private static StorageClass storageClass() {
    return new StorageClassBuilder()
        .withNewMetadata()
        .withName("local-path")
        .addToAnnotations("storageclass.kubernetes.io/is-default-class", "true")
        .endMetadata()
        .withProvisioner("rancher.io/local-path")
        .build();
  }

  private static IngressClass ingressClass() {
    return new IngressClassBuilder()
        .withNewMetadata()
        .withName("traefik")
        .addToAnnotations("ingressclass.kubernetes.io/is-default-class", "true")
        .endMetadata()
        .build();
  }
}
