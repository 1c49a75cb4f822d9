package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.internal.preflight.CpuPreflight;
import io.github.plausible4j.k8s.internal.preflight.Machines;
import io.github.plausible4j.k8s.plan.PreflightFinding;
import io.github.plausible4j.k8s.plan.PreflightFinding.Level;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.SecretSource;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The look at processors in a cluster, whatever cluster that is; the test plays its nodes. */
abstract class CpuPreflightContract {
  private static final String MINE = "plausible4j.io/test";

  private final Map<String, PodStatus> outcomes = new ConcurrentHashMap<>();
  private final List<String> nodes = new CopyOnWriteArrayList<>();
  private final List<Pod> probes = new CopyOnWriteArrayList<>();
  TestCluster cluster;

  /** A cluster for one test. */
  abstract TestCluster cluster();

  @BeforeEach
  void openCluster() {
    cluster = cluster();
    cluster
        .client()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(cluster.namespace())
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build())
        .create();
    cluster
        .kubelet()
        .behave(
            "probe-",
            pod -> {
              probes.add(pod);
              return outcomes.getOrDefault(pod.getSpec().getNodeName(), pending());
            });
  }

  @AfterEach
  void closeCluster() {
    nodes.forEach(name -> cluster.client().nodes().withName(name).delete());
    cluster.close();
  }

  final List<PreflightFinding> check(PlausibleStack stack, Duration limit) {
    List<PreflightFinding> findings = new CpuPreflight(cluster.client(), limit).check(stack);
    assertThat(cluster.client().pods().inNamespace(cluster.namespace()).list().getItems())
        .isEmpty();
    return findings;
  }

  final PlausibleStack.Builder stack() {
    return PlausibleStack.raspberryPi("https://stats.example.org")
        .namespace(cluster.namespace())
        .storage(StorageSpec.dynamic("local-path", "1Gi"))
        .clickHouse(clickHouse(Map.of()));
  }

  private ClickHouseSpec clickHouse(Map<String, String> labels) {
    Map<String, String> selector = new HashMap<>(labels);
    selector.put(MINE, cluster.namespace());
    return ClickHouseSpec.managed().withNodeSelector(selector);
  }

  final String node(String name, String architecture, boolean open, PodStatus outcome) {
    String full = name + "-" + cluster.namespace();
    KubernetesClient client = cluster.client();
    client
        .resource(
            new NodeBuilder()
                .withNewMetadata()
                .withName(full)
                .addToLabels(MINE, cluster.namespace())
                .addToLabels("kubernetes.io/os", "linux")
                .addToLabels("kubernetes.io/arch", architecture)
                .addToLabels("kubernetes.io/hostname", full)
                .endMetadata()
                .withNewSpec()
                .withUnschedulable(!open)
                .endSpec()
                .build())
        .create();
    nodes.add(full);
    // A real server's controllers write nodes too: merging does not collide with them.
    PatchContext merge = PatchContext.of(PatchType.JSON_MERGE);
    client
        .nodes()
        .withName(full)
        .subresource("status")
        .patch(merge, "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}");
    client.nodes().withName(full).patch(merge, "{\"spec\":{\"taints\":null}}");
    outcomes.put(full, outcome);
    return full;
  }

  static PodStatus pending() {
    return new PodStatusBuilder()
        .withPhase("Pending")
        .addNewCondition()
        .withType("Ready")
        .withStatus("False")
        .endCondition()
        .build();
  }

  private static PodStatus ended(int code, String message) {
    return new PodStatusBuilder(pending())
        .withPhase(code == 0 ? "Succeeded" : "Failed")
        .withContainerStatuses(
            new ContainerStatusBuilder()
                .withName("probe")
                .withImage("busybox")
                .withImageID("")
                .withReady(false)
                .withRestartCount(0)
                .withState(
                    new ContainerStateBuilder()
                        .withNewTerminated()
                        .withExitCode(code)
                        .withReason(code == 0 ? "Completed" : "Error")
                        .withMessage(message)
                        .endTerminated()
                        .build())
                .build())
        .build();
  }

  private static PodStatus seen(String cpuinfo, long pageSize) {
    return ended(0, Machines.report("aarch64", pageSize, "1048576", cpuinfo));
  }

  private static PodStatus waiting(String reason, String message) {
    return new PodStatusBuilder(ended(0, ""))
        .withPhase("Pending")
        .editFirstContainerStatus()
        .withState(
            new ContainerStateBuilder()
                .withNewWaiting()
                .withReason(reason)
                .withMessage(message)
                .endWaiting()
                .build())
        .endContainerStatus()
        .build();
  }

  @Test
  void aRaspberryPi4IsRefusedAndTheOtherNodeNamed() {
    String pi4 = node("pi4", "arm64", true, seen(Machines.PI_4, 4096));
    String pi5 = node("pi5", "arm64", true, seen(Machines.PI_5, 16384));

    List<PreflightFinding> findings = check(stack().build(), Duration.ofMinutes(1));

    assertThat(findings)
        .extracting(PreflightFinding::subject, PreflightFinding::level)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("node " + pi4, Level.ERROR),
            org.assertj.core.groups.Tuple.tuple("node " + pi5, Level.OK));
    assertThat(findings.get(0).remedy()).contains("\"" + pi5 + "\"");
    assertThat(probes)
        .extracting(pod -> pod.getSpec().getNodeName())
        .containsOnly(pi4, pi5)
        .contains(pi4, pi5);
  }

  @Test
  void onlyNodesThatClickHouseMayRunOnAreLookedAt() {
    node("pi4", "arm64", true, seen(Machines.PI_4, 4096));
    node("amd64", "amd64", true, pending());
    node("cordoned", "arm64", false, pending());
    String pi5 = node("pi5", "arm64", true, seen(Machines.PI_5, 16384));
    ClickHouseSpec there =
        ClickHouseSpec.managed().withNodeSelector(Map.of("kubernetes.io/hostname", pi5));

    assertThat(check(stack().clickHouse(there).build(), Duration.ofMinutes(1)))
        .extracting(PreflightFinding::subject)
        .containsExactly("node " + pi5);
  }

  @Test
  void aPlaceForPlausibleAloneHidesNoNodeThatClickHouseMayRunOn() {
    String pi4 = node("pi4", "arm64", true, seen(Machines.PI_4, 4096));

    assertThat(check(stack().nodeSelector(Map.of("disk", "ssd")).build(), Duration.ofMinutes(1)))
        .extracting(PreflightFinding::subject)
        .containsExactly("node " + pi4);
  }

  @Test
  void anArchitectureOfItsOwnComesBeforeThatOfTheStack() {
    node("pi5", "arm64", true, pending());
    String server = node("server", "amd64", true, pending());
    ClickHouseSpec there = clickHouse(Map.of("kubernetes.io/arch", "amd64"));

    assertThat(check(stack().clickHouse(there).build(), Duration.ofSeconds(1)))
        .extracting(PreflightFinding::subject)
        .containsExactly("node " + server);
  }

  @Test
  void aClusterWithoutSuchANodeIsRefused() {
    String cordoned = node("cordoned", "arm64", false, pending());

    List<PreflightFinding> findings = check(stack().build(), Duration.ofMinutes(1));

    assertThat(findings).singleElement().extracting(PreflightFinding::level).isEqualTo(Level.ERROR);
    assertThat(findings.get(0).message()).contains(cordoned + " is cordoned");
    assertThat(findings.get(0).remedy())
        .isEqualTo("make it schedulable with: kubectl uncordon " + cordoned);
    assertThat(probes).isEmpty();
  }

  @Test
  void aNodeThatCannotBeLookedAtIsAWarning() {
    String image = node("image", "arm64", true, waiting("ErrImagePull", "no such host"));
    String wrong = node("wrong", "arm64", true, ended(1, "exec /bin/sh: exec format error"));

    List<PreflightFinding> findings = check(stack().build(), Duration.ofMinutes(1));

    assertThat(findings).extracting(PreflightFinding::level).containsOnly(Level.WARNING);
    assertThat(findings)
        .extracting(PreflightFinding::toString)
        .anySatisfy(text -> assertThat(text).contains(image, "ErrImagePull: no such host"))
        .anySatisfy(text -> assertThat(text).contains(wrong, "code 1", "exec format error"));
  }

  @Test
  void aNodeThatReportsNothingIsAWarningWhenTheTimeIsUp() {
    String lost = node("lost", "arm64", true, pending());

    assertThat(check(stack().build(), Duration.ofSeconds(1)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.level()).isEqualTo(Level.WARNING);
              assertThat(finding.toString()).contains(lost, "no report in time", "Pending");
            });
  }

  @Test
  void aClickHouseElsewhereNeedsNoLook() {
    node("pi4", "arm64", true, seen(Machines.PI_4, 4096));
    ClickHouseSpec external =
        ClickHouseSpec.external(
            "https://plausible@clickhouse.example.org:8443/plausible",
            SecretSource.of("a password"));

    assertThat(check(stack().clickHouse(external).build(), Duration.ofMinutes(1)))
        .singleElement()
        .extracting(PreflightFinding::level)
        .isEqualTo(Level.OK);
    assertThat(probes).isEmpty();
  }
}
