package io.github.plausible4j.samples.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that checks every field takes the objects of each described stack, in a dry run. */
class ServerTakesStacksTest {
  private static final PatchContext STRICT =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("strict-test")
          .withFieldValidation("Strict")
          .withForce(false)
          .withDryRun(List.of("All"))
          .build();

  static Stream<String> names() {
    return DescribedStacks.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theFakeServerTakesThem(String name) {
    try (TestCluster cluster = TestCluster.fake()) {
      cluster.install("gateway.networking.k8s.io", "v1", "HTTPRoute", "httproutes");
      cluster.install("postgresql.cnpg.io", "v1", "Cluster", "clusters");
      dryRun(cluster, name);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  @EnabledIfEnvironmentVariable(
      named = "KUBECONFIG",
      matches = ".+",
      disabledReason = "KUBECONFIG names no cluster that could take the stacks")
  void aRealServerTakesThem(String name) {
    try (TestCluster cluster = TestCluster.real()) {
      dryRun(cluster, name);
    }
  }

  private static void dryRun(TestCluster cluster, String name) {
    KubernetesClient client = cluster.client();
    Namespace namespace =
        new NamespaceBuilder()
            .withNewMetadata()
            .withName(cluster.namespace())
            .endMetadata()
            .build();
    client.resource(namespace).create();
    PlausibleStack stack =
        DescribedStacks.all().get(name).toBuilder().namespace(cluster.namespace()).build();
    for (HasMetadata object : StackManifests.of(stack).objects()) {
      HasMetadata taken = client.resource(object).patch(STRICT);
      assertThat(taken.getMetadata().getName()).isEqualTo(object.getMetadata().getName());
    }
  }
}
