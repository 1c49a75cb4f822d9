package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.customization.Customization;
import io.github.plausible4j.k8s.customization.CustomizedPart;
import io.github.plausible4j.k8s.plan.PreflightFinding;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The look at processors on the fake API server. */
class FakeClusterCpuPreflightTest extends CpuPreflightContract {
  @Override
  TestCluster cluster() {
    return TestCluster.fake();
  }

  @Test
  void aRefusedProbeIsReportedInTheServersWords() {
    String pi5 = node("pi5", "arm64", true, pending());
    cluster
        .server()
        .orElseThrow()
        .faults()
        .refuse(403, request -> request.writes() && request.path().endsWith("/pods"));

    assertThat(check(stack().build(), Duration.ofMinutes(1)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.subject()).isEqualTo("node " + pi5);
              assertThat(finding.message())
                  .isEqualTo(
                      "the processor could not be checked: the probe pod was refused: "
                          + "Internal error occurred: etcdserver: request timed out");
            });
  }

  @Test
  void theLookAtTheNodesEndsWithTheDeadlineOfTheApply() {
    String unused = node("pi5", "arm64", true, pending());
    StackProvisioner hasty =
        StackProvisioner.builder(cluster.client()).deadline(Duration.ofSeconds(2)).build();

    assertThatThrownBy(
            () ->
                hasty.apply(
                    stack().storage(StorageSpec.dynamic(cluster.storageClass(), "1Gi")).build()))
        .isInstanceOf(ProvisioningException.class);

    assertThat(cluster.server().orElseThrow().writtenOutsideSecrets())
        .anyMatch(body -> body.matches("(?s).*\"activeDeadlineSeconds\":[12],.*"));
  }

  @Test
  void aNodeWhoseTaintIsToleratedIsLookedAtAndOneThatAnEditExcludesIsNot() {
    String tainted = node("tainted", "arm64", true, pending());
    String old = node("old", "arm64", true, pending());
    patchNode(tainted, "{\"spec\":{\"taints\":[{\"key\":\"stats\",\"effect\":\"NoExecute\"}]}}");
    patchNode(tainted, "{\"metadata\":{\"labels\":{\"disk\":\"ssd\"}}}");

    assertThat(
            check(
                stack()
                    .toleration(StackComponent.CLICKHOUSE, "stats:NoExecute")
                    .customize(
                        Customization.pods(CustomizedPart.CLICKHOUSE)
                            .withRequiredNodes("disk", "ssd", "nvme"))
                    .build(),
                Duration.ofSeconds(2)))
        .extracting(PreflightFinding::subject)
        .containsExactly("node " + tainted)
        .doesNotContain("node " + old);
  }

  private void patchNode(String name, String change) {
    cluster.client().nodes().withName(name).patch(PatchContext.of(PatchType.JSON_MERGE), change);
  }
}
