package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.github.plausible4j.k8s.internal.render.SecretEntry;
import io.github.plausible4j.k8s.internal.render.SecretTemplate;
import io.github.plausible4j.k8s.internal.render.StackSecrets;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.stack.ExposureSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.validation.StackValidationException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each defect that the manifests of the original story had; docs/seed.md lists them. */
class SeedDefectsTest {
  private final Rendered board = Rendered.of(Stacks.raspberryPi());
  private final Rendered story = Rendered.of(Stacks.golden().get("original-story"));

  @Test
  void defect1NothingWaitsForADatabaseThatIsMadeLater() {
    List<String> scripts =
        board.workloads().values().stream()
            .flatMap(template -> template.getSpec().getInitContainers().stream())
            .filter(container -> container.getName().startsWith("wait-"))
            .map(container -> container.getCommand().get(2))
            .toList();
    assertThat(scripts)
        .isNotEmpty()
        .noneMatch(script -> script.contains("plausible_db") || script.contains("psql"));
    assertThat(scripts).anyMatch(script -> script.contains("pg_isready -q -t 5 -U postgres"));
  }

  @Test
  void defect2ClickHouseIsWaitedForToo() {
    assertThat(board.pod(StackComponent.PLAUSIBLE).getInitContainers())
        .anyMatch(
            container ->
                container
                    .getCommand()
                    .get(2)
                    .contains("http://plausible-clickhouse.plausible.svc:8123/ping"));
  }

  @Test
  void defect3EveryConfigMapIsMountedOrReadAndItsRootElementIsTheOneOfToday() {
    String pods =
        board.workloads().values().stream().map(Object::toString).reduce("", String::concat);
    assertThat(board.all(ConfigMap.class))
        .isNotEmpty()
        .allSatisfy(map -> assertThat(pods).contains(map.getMetadata().getName()));
    assertThat(board.all(ConfigMap.class))
        .flatExtracting(map -> map.getData().entrySet())
        .filteredOn(file -> file.toString().contains(".xml="))
        .hasSize(5)
        .allSatisfy(file -> assertThat(file.toString()).contains("=<clickhouse>\n"));
  }

  @Test
  void defect4ABaseUrlWithAnotherHostThanTheExposedOneIsRefused() {
    PlausibleStack.Builder stack =
        PlausibleStack.raspberryPi("https://tracking.scubbo.com")
            .exposure(
                ExposureSpec.tunnelToken(Stacks.TUNNEL_TOKEN).withHost("tracking.scubbo.org"));
    assertThatThrownBy(stack::build)
        .isInstanceOf(StackValidationException.class)
        .hasMessageContaining("exposure.host \"tracking.scubbo.org\"")
        .hasMessageContaining("tracking.scubbo.com");
  }

  @Test
  void defect5EachDatabaseIsAWorkloadOfItsOwnThatNeverRunsTwice() {
    assertThat(story.all(StatefulSet.class))
        .hasSize(2)
        .allSatisfy(
            set -> {
              assertThat(set.getSpec().getReplicas()).isOne();
              assertThat(set.getSpec().getTemplate().getSpec().getContainers()).hasSize(1);
            });
    assertThat(board.one(Deployment.class, "plausible").getSpec().getStrategy().getType())
        .isEqualTo("Recreate");
    List<String> claims =
        story.workloads().values().stream()
            .flatMap(template -> template.getSpec().getVolumes().stream())
            .filter(volume -> volume.getPersistentVolumeClaim() != null)
            .map(volume -> volume.getPersistentVolumeClaim().getClaimName())
            .toList();
    assertThat(claims).doesNotHaveDuplicates();
    assertThat(story.all(PersistentVolumeClaim.class))
        .allMatch(claim -> claim.getSpec().getAccessModes().equals(List.of("ReadWriteOnce")));
  }

  @Test
  void defect6ADirectoryIsGivenToTheUserThatTheDatabaseRunsAs() {
    for (StackComponent database : List.of(StackComponent.POSTGRES, StackComponent.CLICKHOUSE)) {
      PodSpec pod = story.pod(database);
      long uid = pod.getSecurityContext().getRunAsUser();
      assertThat(uid).isNotZero();
      assertThat(pod.getInitContainers().get(0).getCommand().get(2))
          .contains("if [ \"$owner\" = " + uid + " ]")
          .contains("chown -h " + uid + ":" + uid);
    }
  }

  @Test
  void defect7PasswordsAreEncodedAndNeitherDatabaseIsOpen() {
    SecretTemplate database =
        StackSecrets.of(board.stack()).stream()
            .filter(template -> template.name().equals("plausible-database"))
            .findFirst()
            .orElseThrow();
    SecretEntry.Composed url = (SecretEntry.Composed) database.entry("DATABASE_URL").orElseThrow();
    URI composed = URI.create(url.compose(reference -> "p@ss/w:rd#%"));
    assertThat(composed.getHost()).isEqualTo("plausible-postgres.plausible.svc");
    assertThat(composed.getUserInfo()).isEqualTo("plausible_a:p@ss/w:rd#%");
    assertThat(composed.toString()).doesNotContain("//postgres:");

    NetworkPolicy deny = board.one(NetworkPolicy.class, "plausible-deny-all");
    assertThat(deny.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(deny.getSpec().getIngress()).isEmpty();
    NetworkPolicy clickHouse = board.one(NetworkPolicy.class, "plausible-clickhouse");
    assertThat(clickHouse.getSpec().getIngress())
        .singleElement()
        .satisfies(rule -> assertThat(rule.getFrom()).hasSize(3));
  }

  @Test
  void defect8EveryVolumeIsMountedNothingClusterWideHasANamespaceAndNoImageFloats() {
    assertThat(board.all(PersistentVolume.class))
        .allMatch(volume -> volume.getMetadata().getNamespace() == null);
    assertThat(images(board)).allSatisfy(image -> assertThat(image).matches(".+:[^:/]*\\d.*"));
    assertThatThrownBy(
            () ->
                board.stack().toBuilder()
                    .release(PlausibleRelease.CE_3_2.withTunnelImage("cloudflare/cloudflared"))
                    .build())
        .hasMessageContaining("may refer to another image tomorrow");
    String scripts = StackManifests.of(board.stack()).toYaml();
    assertThat(scripts).doesNotContain("apt ").doesNotContain("apk add");
  }

  @Test
  void defect9EveryServerHasProbesResourcesAndNoPrivileges() {
    for (HasMetadata object : board.workloads().keySet()) {
      PodSpec pod = board.workloads().get(object).getSpec();
      assertThat(pod.getAutomountServiceAccountToken()).isFalse();
      assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
      assertThat(pod.getSecurityContext().getSeccompProfile().getType())
          .isEqualTo("RuntimeDefault");
      Rendered.containers(pod)
          .forEach(
              container -> {
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
                assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
                assertThat(container.getResources().getLimits()).containsKey("memory");
              });
      if (!object.getKind().equals("Job")) {
        Container server = pod.getContainers().get(0);
        assertThat(
                Stream.of(
                    server.getStartupProbe(),
                    server.getReadinessProbe(),
                    server.getLivenessProbe()))
            .doesNotContainNull();
      }
    }
    assertThat(board.configMap("plausible-env").getData())
        .containsEntry("DISABLE_REGISTRATION", "invite_only");
    assertThat(level(board)).isEqualTo("restricted");
    assertThat(level(story)).isEqualTo("baseline");
  }

  private static String level(Rendered rendered) {
    return rendered
        .one(Namespace.class, "plausible")
        .getMetadata()
        .getLabels()
        .get("pod-security.kubernetes.io/enforce");
  }

  private static List<String> images(Rendered rendered) {
    return rendered.workloads().values().stream()
        .flatMap(template -> Rendered.containers(template.getSpec()))
        .map(Container::getImage)
        .toList();
  }
}
