package io.github.plausible4j.k8s.internal.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.github.plausible4j.k8s.plan.PreflightFinding;
import io.github.plausible4j.k8s.plan.PreflightFinding.Level;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each reason for which no node takes a pod has a remedy of its own. */
class NodePreflightTest {
  private static NodeBuilder node(String name) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels("kubernetes.io/arch", "arm64")
        .endMetadata()
        .withNewSpec()
        .endSpec()
        .withNewStatus()
        .addToAllocatable("memory", new Quantity("4Gi"))
        .addToAllocatable("cpu", new Quantity("4"))
        .addNewCondition()
        .withType("Ready")
        .withStatus("True")
        .endCondition()
        .endStatus();
  }

  private static StatefulSetBuilder workload(String cpu, String memory) {
    return new StatefulSetBuilder()
        .withNewMetadata()
        .withName("pg")
        .endMetadata()
        .withNewSpec()
        .withNewTemplate()
        .withNewSpec()
        .addToNodeSelector("kubernetes.io/arch", "arm64")
        .addNewContainer()
        .withNewResources()
        .addToRequests("cpu", new Quantity(cpu))
        .addToRequests("memory", new Quantity(memory))
        .endResources()
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec();
  }

  private static PreflightFinding check(HasMetadata workload, Node... nodes) {
    List<PreflightFinding> findings = new NodePreflight(List.of(nodes)).check(List.of(workload));
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  private static PreflightFinding small(Node... nodes) {
    return check(workload("100m", "256Mi").build(), nodes);
  }

  @Test
  void aReadyNodeThatIsLargeEnoughTakesThePods() {
    assertThat(small(node("pi").build()).level()).isEqualTo(Level.OK);
    assertThat(check(workload("4", "4Gi").build(), node("pi").build()).level()).isEqualTo(Level.OK);
  }

  @Test
  void aBoardWithoutPowerIsNotReadySinceThen() {
    Node dead =
        node("pi")
            .editStatus()
            .editFirstCondition()
            .withStatus("Unknown")
            .withLastTransitionTime("2026-11-28T12:00:40Z")
            .withLastHeartbeatTime("2026-11-28T12:00:00Z")
            .endCondition()
            .endStatus()
            .build();

    assertThat(small(dead).message())
        .endsWith(
            "pi is not ready since 2026-11-28T12:00:40Z, last heartbeat 2026-11-28T12:00:00Z");
    assertThat(small(dead).remedy()).contains("has power and network");
  }

  @Test
  void theRemedyOfACordonedNodeIsToUncordonIt() {
    Node cordoned = node("pi").editSpec().withUnschedulable(true).endSpec().build();

    assertThat(small(cordoned).message()).endsWith("pi is cordoned");
    assertThat(small(cordoned).remedy()).isEqualTo("make it schedulable with: kubectl uncordon pi");
  }

  @Test
  void aTaintIsNamedUnlessThePodToleratesIt() {
    Node tainted =
        node("pi")
            .editSpec()
            .addNewTaint()
            .withKey("dedicated")
            .withValue("db")
            .withEffect("NoSchedule")
            .endTaint()
            .endSpec()
            .build();
    StatefulSet tolerant =
        workload("100m", "256Mi")
            .editSpec()
            .editTemplate()
            .editSpec()
            .addToTolerations(new Toleration("NoSchedule", "dedicated", "Equal", null, "db"))
            .endSpec()
            .endTemplate()
            .endSpec()
            .build();

    assertThat(small(tainted).message()).endsWith("pi has the taint dedicated:NoSchedule");
    assertThat(small(tainted).remedy()).contains("toleration for dedicated");
    assertThat(check(tolerant, tainted).level()).isEqualTo(Level.OK);
  }

  @Test
  void missingLabelsAreNamedWithTheArchitecturesOfTheCluster() {
    Node amd64 =
        node("server")
            .editMetadata()
            .addToLabels("kubernetes.io/arch", "amd64")
            .endMetadata()
            .build();

    assertThat(small(amd64).message())
        .isEqualTo(
            "no node has the labels kubernetes.io/arch=arm64; nodes of the cluster: 1 for amd64");
  }

  @Test
  void nodesWithoutWhatAnAffinityRequiresAreNone() {
    Node ssd = node("fast").editMetadata().addToLabels("disk", "ssd").endMetadata().build();
    StatefulSet picky =
        workload("100m", "256Mi")
            .editSpec()
            .editTemplate()
            .editSpec()
            .withNewAffinity()
            .withNewNodeAffinity()
            .withNewRequiredDuringSchedulingIgnoredDuringExecution()
            .addNewNodeSelectorTerm()
            .addToMatchExpressions(
                new NodeSelectorRequirement("disk", "In", List.of("ssd", "nvme")),
                new NodeSelectorRequirement("old", "DoesNotExist", List.of()))
            .endNodeSelectorTerm()
            .endRequiredDuringSchedulingIgnoredDuringExecution()
            .endNodeAffinity()
            .endAffinity()
            .endSpec()
            .endTemplate()
            .endSpec()
            .build();

    assertThat(check(picky, node("slow").build(), ssd).level()).isEqualTo(Level.OK);
    assertThat(check(picky, node("slow").build()).message())
        .contains("disk In [ssd, nvme], old DoesNotExist");
    assertThat(
            check(
                    picky,
                    new NodeBuilder(ssd)
                        .editMetadata()
                        .addToLabels("old", "")
                        .endMetadata()
                        .build())
                .level())
        .isEqualTo(Level.ERROR);
  }

  @Test
  void aRequestThatNoNodeCanEverMeetIsRefused() {
    PreflightFinding memory =
        check(workload("1", "5Gi").build(), node("a").build(), node("b").build());
    PreflightFinding cpu = check(workload("4500m", "1Gi").build(), node("pi").build());

    assertThat(memory.level()).isEqualTo(Level.ERROR);
    assertThat(memory.message()).contains("requests 5120Mi of memory").endsWith("has 4096Mi");
    assertThat(cpu.message()).contains("requests 4.5 of cpu").endsWith("has 4");
  }

  @Test
  void aClusterWithoutNodesMayGrowWithThePods() {
    assertThat(small().level()).isEqualTo(Level.WARNING);
  }
}
