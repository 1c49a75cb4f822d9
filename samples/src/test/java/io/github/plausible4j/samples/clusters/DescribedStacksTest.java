package io.github.plausible4j.samples.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each described stack renders, as files that a person reviews and as what its cluster asks
 * for. The files are written with {@code -Dgolden.update=true}.
 */
class DescribedStacksTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path SOURCES =
      Path.of("src/main/java/io/github/plausible4j/samples/clusters");

  static Stream<String> names() {
    return DescribedStacks.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aStackRendersItsGoldenFile(String name) throws IOException {
    Path file = GOLDEN.resolve(name + ".yaml");
    StackManifests manifests = StackManifests.of(DescribedStacks.all().get(name));
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      manifests.writeTo(file);
    }
    assertThat(manifests.toYaml()).isEqualTo(Files.readString(file));
  }

  /** The guide shows the expression that the sample returns, word by word. */
  @ParameterizedTest
  @MethodSource("names")
  void theGuideShowsTheStack(String name) throws IOException {
    String source = Files.readString(SOURCES.resolve(name + ".java"));
    int start = source.indexOf("return PlausibleStack.");
    String expression = source.substring(start, source.indexOf(".build();", start));
    String guide = Files.readString(Path.of("../docs/kubernetes.md"));

    assertThat(words(guide)).contains(words(expression));
  }

  private static String words(String code) {
    return code.replaceAll("\\s+", " ");
  }

  private static List<HasMetadata> objects(PlausibleStack stack) {
    return StackManifests.of(stack).objects();
  }

  private static <T extends HasMetadata> List<T> all(PlausibleStack stack, Class<T> kind) {
    return objects(stack).stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static PodTemplateSpec template(HasMetadata object) {
    if (object instanceof Deployment deployment) {
      return deployment.getSpec().getTemplate();
    } else if (object instanceof StatefulSet set) {
      return set.getSpec().getTemplate();
    }
    return object instanceof Job job ? job.getSpec().getTemplate() : null;
  }

  private static List<PodTemplateSpec> pods(PlausibleStack stack) {
    return objects(stack).stream()
        .map(DescribedStacksTest::template)
        .filter(Objects::nonNull)
        .toList();
  }

  @Test
  void traefikGetsACertificateOfCertManager() {
    assertThat(all(TraefikCluster.stack(), Ingress.class))
        .singleElement()
        .satisfies(
            ingress -> {
              assertThat(ingress.getSpec().getIngressClassName()).isEqualTo("traefik");
              assertThat(ingress.getSpec().getTls().get(0).getSecretName()).isEqualTo("stats-tls");
              assertThat(ingress.getMetadata().getAnnotations())
                  .containsEntry("cert-manager.io/cluster-issuer", "letsencrypt");
            });
  }

  @Test
  void onOpenEbsOnlyTheDatabasesArePreferred() {
    assertThat(all(OpenEbsCluster.stack(), StatefulSet.class))
        .hasSize(2)
        .allMatch(set -> "databases".equals(template(set).getSpec().getPriorityClassName()));
    assertThat(all(OpenEbsCluster.stack(), Deployment.class))
        .allMatch(plausible -> template(plausible).getSpec().getPriorityClassName() == null);
  }

  /** What restricted-v2 and a quota of limits.cpu admit. */
  @Test
  void onOpenShiftNoPodNamesAUserAndEachContainerHasALimit() {
    assertThat(pods(OpenShiftCluster.stack()))
        .hasSize(4)
        .allSatisfy(
            pod -> {
              assertThat(pod.getSpec().getSecurityContext().getRunAsUser()).isNull();
              assertThat(pod.getSpec().getSecurityContext().getFsGroup()).isNull();
              assertThat(containers(pod))
                  .allSatisfy(
                      container -> {
                        assertThat(container.getResources().getLimits()).containsKey("cpu");
                        assertThat(container.getSecurityContext().getRunAsUser()).isNull();
                      });
            });
    assertThat(all(OpenShiftCluster.stack(), Namespace.class)).isEmpty();
  }

  private static List<Container> containers(PodTemplateSpec pod) {
    return Stream.concat(
            pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
        .toList();
  }

  @Test
  void onlyPlausibleIsInTheMesh() {
    PlausibleStack stack = IstioCluster.stack();

    assertThat(all(stack, Namespace.class).get(0).getMetadata().getLabels())
        .containsEntry("istio-injection", "enabled");
    for (HasMetadata object : objects(stack)) {
      PodTemplateSpec pod = template(object);
      if (pod != null) {
        boolean outside =
            "false".equals(pod.getMetadata().getLabels().get("sidecar.istio.io/inject"));
        assertThat(outside).isEqualTo(!(object instanceof Deployment));
      }
    }
    assertThat(all(stack, GenericKubernetesResource.class))
        .filteredOn(object -> object.getKind().equals("Cluster"))
        .singleElement()
        .satisfies(
            cluster ->
                assertThat(
                        cluster.<String>get(
                            "spec", "inheritedMetadata", "labels", "sidecar.istio.io/inject"))
                    .isEqualTo("false"));
    assertThat(all(stack, NetworkPolicy.class))
        .filteredOn(policy -> policy.getMetadata().getName().equals("plausible-deny-all"))
        .singleElement()
        .satisfies(policy -> assertThat(policy.getSpec().getEgress()).hasSize(2));
  }

  @Test
  void everyPodStaysOnTheBoardWithTheTaint() {
    assertThat(pods(TaintedBoard.stack()))
        .hasSize(5)
        .allSatisfy(
            pod -> {
              assertThat(pod.getSpec().getTolerations())
                  .singleElement()
                  .satisfies(each -> assertThat(each.getKey()).isEqualTo("dedicated"));
              assertThat(pod.getSpec().getAffinity().getNodeAffinity().toString()).contains("pi5");
            });
  }
}
