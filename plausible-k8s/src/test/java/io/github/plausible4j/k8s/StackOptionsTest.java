package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.github.plausible4j.k8s.internal.render.StackSecrets;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.ExposureSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import io.github.plausible4j.k8s.stack.SecretSource;
import io.github.plausible4j.k8s.validation.StackValidationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real clusters ask of a stack. */
class StackOptionsTest {
  private static PlausibleStack.Builder builder() {
    return PlausibleStack.homelab(Stacks.BASE_URL);
  }

  private static List<PodSpec> pods(PlausibleStack stack) {
    return Rendered.of(stack).workloads().values().stream().map(PodTemplateSpec::getSpec).toList();
  }

  @Test
  void taintsAreToleratedByAllPodsOrByThoseOfOnePart() {
    PlausibleStack all = builder().toleration("dedicated=stats:NoSchedule").build();
    PlausibleStack one =
        builder().toleration(StackComponent.CLICKHOUSE, "disk:PreferNoSchedule").build();

    assertThat(pods(all))
        .isNotEmpty()
        .allSatisfy(
            pod ->
                assertThat(pod.getTolerations())
                    .singleElement()
                    .satisfies(
                        toleration -> {
                          assertThat(toleration.getKey()).isEqualTo("dedicated");
                          assertThat(toleration.getOperator()).isEqualTo("Equal");
                          assertThat(toleration.getValue()).isEqualTo("stats");
                          assertThat(toleration.getEffect()).isEqualTo("NoSchedule");
                        }));
    assertThat(pods(one)).filteredOn(pod -> !pod.getTolerations().isEmpty()).hasSize(1);
    assertThatThrownBy(() -> builder().toleration("dedicated=stats:Never").build())
        .isInstanceOf(StackValidationException.class)
        .hasMessageContaining("is not a taint effect");
  }

  /** A quota of limits.cpu admits no pod with a container that has none. */
  @Test
  void everyContainerHasTheLimitOfProcessorTime() {
    for (PodSpec pod : pods(builder().cpuLimit("2").build())) {
      assertThat(Rendered.containers(pod))
          .allSatisfy(
              container ->
                  assertThat(container.getResources().getLimits().get("cpu")).hasToString("2"));
    }
    assertThatThrownBy(() -> builder().cpuLimit("many").build())
        .isInstanceOf(StackValidationException.class)
        .hasMessageContaining("cpuLimit");
  }

  @Test
  void aSecondHostIsRoutedToo() {
    PlausibleStack.Builder second = builder().additionalHost("stats.blog.example.org");
    PlausibleStack ingress = second.exposure(ExposureSpec.ingress().withTlsSecret("tls")).build();
    assertThat(Rendered.of(ingress).all(Ingress.class))
        .singleElement()
        .satisfies(
            object -> {
              assertThat(object.getSpec().getRules())
                  .extracting(rule -> rule.getHost())
                  .containsExactly("stats.example.org", "stats.blog.example.org");
              assertThat(object.getSpec().getTls().get(0).getHosts()).hasSize(2);
            });
    PlausibleStack tunnel =
        second
            .exposure(
                ExposureSpec.tunnelConfig(Stacks.TUNNEL_ID, SecretSource.of(Stacks.CREDENTIALS)))
            .build();
    assertThat(StackManifests.of(tunnel).toYaml())
        .contains("- hostname: stats.example.org")
        .contains("- hostname: stats.blog.example.org");
    assertThatThrownBy(() -> second.additionalHost("Not A Host").build())
        .isInstanceOf(StackValidationException.class)
        .hasMessageContaining("additionalHost");
  }

  @Test
  void databasesTakeParametersAndFilesOfTheirOwn() {
    PlausibleStack stack =
        builder()
            .postgres(PostgresSpec.managed().withParameters(Map.of("shared_buffers", "64MB")))
            .clickHouse(
                ClickHouseSpec.managed()
                    .withServerFiles(Map.of("memory.xml", "<clickhouse/>"))
                    .withUserFiles(Map.of("quota.xml", "<clickhouse/>")))
            .build();

    assertThat(Rendered.of(stack).all(StatefulSet.class))
        .anySatisfy(
            set ->
                assertThat(set.getSpec().getTemplate().getSpec().getContainers().get(0).getArgs())
                    .containsExactly("-c", "shared_buffers=64MB"));
    assertThat(Rendered.of(stack).all(ConfigMap.class))
        .anyMatch(files -> files.getData().containsKey("memory.xml"))
        .anyMatch(files -> files.getData().containsKey("quota.xml"));
    assertThatThrownBy(
            () ->
                builder()
                    .postgres(PostgresSpec.managed().withParameters(Map.of("port", "1")))
                    .clickHouse(
                        ClickHouseSpec.managed()
                            .withServerFiles(Map.of("logs.xml", "", "../x", "")))
                    .build())
        .isInstanceOf(StackValidationException.class)
        .hasMessageContaining("postgres.parameters \"port\" is set by the stack")
        .hasMessageContaining("\"logs.xml\" is the name of one of the stack's own files")
        .hasMessageContaining("\"../x\" is not a valid file name");
  }

  /** Everything that the pods read is in the objects that are rendered for a repository. */
  @Test
  void secretsAreRenderedWithEveryKeyThatPodsRead() {
    PlausibleStack stack = Stacks.raspberryPi();

    StackManifests secrets = StackManifests.secrets(stack);

    for (var template : StackSecrets.of(stack)) {
      assertThat(secrets.objects())
          .map(object -> (Secret) object)
          .anySatisfy(
              secret -> {
                assertThat(secret.getMetadata().getName()).isEqualTo(template.name());
                assertThat(secret.getData()).containsOnlyKeys(template.keys());
              });
    }
    assertThat(secrets.toYaml()).contains("kind: Secret").doesNotContain(Stacks.TUNNEL_TOKEN);
    assertThat(secrets).hasToString("StackManifests[" + secrets.objects().size() + " objects]");
    assertThat(StackManifests.secrets(stack).toYaml())
        .as("generated once")
        .isNotEqualTo(secrets.toYaml());
  }

  @Test
  void aSecretThatIsMadeOfAnUnknownValueIsNotRendered() {
    PlausibleStack stack =
        builder()
            .postgres(
                PostgresSpec.external(
                    "postgres://u@db.example.org/stats", SecretSource.existing("vault", "key")))
            .build();

    assertThatThrownBy(() -> StackManifests.secrets(stack))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the key key of the Secret vault");
  }

  @Test
  void aDirectoryForKustomizeHasAFileForEachPart(@TempDir Path directory) throws IOException {
    StackManifests manifests = StackManifests.of(Stacks.raspberryPi());

    manifests.writeToDirectory(directory);

    String list = Files.readString(directory.resolve("kustomization.yaml"));
    assertThat(list).contains("kind: Kustomization").contains("  - postgres.yaml\n");
    int documents = 0;
    for (String line : list.lines().filter(line -> line.startsWith("  - ")).toList()) {
      String file = Files.readString(directory.resolve(line.substring(4)));
      documents += file.split("(?m)^---$", -1).length - 1;
    }
    assertThat(documents).isEqualTo(manifests.objects().size());
  }
}
