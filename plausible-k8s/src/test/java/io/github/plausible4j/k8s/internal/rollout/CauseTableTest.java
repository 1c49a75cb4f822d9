package io.github.plausible4j.k8s.internal.rollout;

import static io.github.plausible4j.k8s.internal.rollout.Finding.Weight.LASTING;
import static io.github.plausible4j.k8s.internal.rollout.Finding.Weight.PASSING;
import static io.github.plausible4j.k8s.internal.rollout.Finding.Weight.TERMINAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.k8s.internal.rollout.CauseTable.Row;
import io.github.plausible4j.k8s.internal.rollout.Finding.Weight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of states: each with its cause, a part of its remedy, and the time until an apply ends
 * with it. A state that stays is reported within 15 seconds, one that may pass when the patience is
 * over. What is said in words is in the text files beside this test.
 */
class CauseTableTest {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Duration LATE = TestView.PATIENCE.plusSeconds(5);

  /** What every start of these programs prints, and what is no cause of anything. */
  private static final String NOISE =
      """
      chmod: /var/run/postgresql: Operation not permitted
      get_mempolicy: Operation not permitted

      """;

  @ParameterizedTest
  @MethodSource({"texts", "containers", "pods", "workloads"})
  void aStateHasItsCauseAndRemedyInTime(Row row) {
    TestView state = row.state();
    assertThat(state.look().message()).as("while waiting").isEqualTo(row.cause());

    Duration time = state.timeToCause();

    Finding finding = state.look().finding().orElseThrow();
    assertThat(finding.cause()).isEqualTo(row.cause());
    assertThat(finding.diagnosis().remedy()).contains(row.remedy()).hasSizeGreaterThan(25);
    assertThat(finding.weight()).isEqualTo(row.weight());
    assertThat(state.shown().finding()).isPresent();
    switch (row.weight()) {
      case TERMINAL -> assertThat(time).isLessThanOrEqualTo(SOON);
      case LASTING -> assertThat(time).isBetween(TestView.PATIENCE, LATE);
      case PASSING -> assertThat(time).isEqualTo(Duration.ofHours(1));
    }
  }

  @ParameterizedTest
  @MethodSource("deadlines")
  void aDeadlineHasItsCause(Row row) {
    Finding finding = row.state().timeout();

    assertThat(finding.cause()).isEqualTo(row.cause());
    assertThat(finding.diagnosis().remedy()).contains(row.remedy());
    assertThat(finding.weight()).isEqualTo(row.weight());
  }

  /** A rule without a row is a guess, and so is a text that no program is known to say. */
  @Test
  void everyTextOfEveryRuleHasARow() throws Exception {
    List<Finding> findings = new ArrayList<>();
    Stream.of(texts(), containers(), pods(), workloads())
        .flatMap(rows -> rows)
        .forEach(row -> row.state().look().finding().ifPresent(findings::add));
    deadlines().map(row -> row.state().timeout()).forEach(findings::add);

    List<String> withoutRow = new ArrayList<>();
    for (FailureRule rule : KnownRules.all()) {
      Pattern cause = Pattern.compile(Pattern.quote(rule.cause()).replace("%s", "\\E.+\\Q"));
      List<String> evidence =
          findings.stream()
              .filter(finding -> cause.matcher(finding.cause()).matches())
              .map(finding -> String.join("\n", finding.diagnosis().evidence()))
              .toList();
      if (evidence.isEmpty()) {
        withoutRow.add(rule.cause());
      }
      rule.texts().stream()
          .filter(text -> evidence.stream().noneMatch(each -> text.matcher(each).find()))
          .forEach(text -> withoutRow.add(rule.cause() + ": " + text));
    }

    assertThat(withoutRow).isEmpty();
  }

  static Stream<Row> texts() {
    return Stream.of(
            CauseTable.rows(
                "logs.txt", (view, text) -> view.log(NOISE + text).crashed(1, "Error", "", 1)),
            CauseTable.reasons("images.txt", TestView::waiting),
            CauseTable.reasons("starts.txt", CauseTableTest::notStarted),
            CauseTable.reasons("mounts.txt", CauseTableTest::eventAtPod),
            CauseTable.rows("scheduler.txt", TestView::unschedulable),
            CauseTable.reasons("claims.txt", CauseTableTest::eventAtClaim),
            CauseTable.rows(
                "creation.txt",
                (view, text) -> view.withoutPod().event("set", "FailedCreate", text)),
            CauseTable.reasons("evictions.txt", TestView::failed))
        .flatMap(List::stream);
  }

  private static void notStarted(TestView view, String reason, String message) {
    if (List.of("StartError", "ContainerCannotRun").contains(reason)) {
      view.crashed(128, reason, message, 0);
    } else {
      view.waiting(reason, message);
    }
  }

  private static void eventAtPod(TestView view, String reason, String message) {
    view.pod("{phase: 'Pending'}").event("pod-1", reason, message);
  }

  private static void eventAtClaim(TestView view, String reason, String message) {
    view.withoutPod().claim("Pending").event("claim", reason, message);
  }

  private static Row ended(
      int exitCode, String reason, int restarts, Weight weight, String cause, String remedy) {
    return new Row(
        "exit code " + exitCode + " " + reason,
        view -> view.crashed(exitCode, reason, "", restarts),
        weight,
        cause,
        remedy);
  }

  static Stream<Row> containers() {
    String killing = "Container postgres failed liveness probe, will be restarted";
    String killed = "the node killed the container, because it did not answer its probe";
    String processor = "the processor lacks instructions that the program needs";
    return Stream.of(
        ended(132, "Error", 0, TERMINAL, processor, "ARMv8.2"),
        new Row(
            "exit code 132 on amd64",
            view -> view.node("amd64", "True").crashed(132, "Error", "", 0),
            TERMINAL,
            processor,
            "CPU type to host"),
        new Row(
            "exit code 132 on a machine that nobody knows",
            view -> view.node("riscv64", "True").crashed(132, "Error", "", 0),
            TERMINAL,
            processor,
            "StackProvisioner.preflight"),
        ended(
            126,
            "Error",
            1,
            TERMINAL,
            "the program that the container starts cannot be executed",
            "executable for every user"),
        ended(
            127,
            "Error",
            1,
            TERMINAL,
            "the image lacks the program that the container starts",
            "the same programs"),
        ended(
            135,
            "Error",
            1,
            LASTING,
            "the program could not reach its memory or a mapped file (bus error)",
            "dmesg"),
        ended(137, "Error", 1, LASTING, "the container was killed from outside", "OOM killer"),
        ended(137, "Error", 3, TERMINAL, "the container was killed from outside", "OOM killer"),
        ended(
            137,
            "OOMKilled",
            1,
            TERMINAL,
            "the container used more memory than its limit",
            "memory limit"),
        ended(
            139,
            "Error",
            1,
            TERMINAL,
            "the program crashed with a segmentation fault",
            "without memory errors"),
        new Row(
            "killed by the liveness probe",
            view -> view.crashed(137, "Error", "", 3).event("pod-1", "Killing", killing),
            TERMINAL,
            killed,
            "more CPU"),
        new Row(
            "ended well when the liveness probe had failed",
            view -> view.crashed(0, "Completed", "", 1).event("pod-1", "Killing", killing),
            LASTING,
            killed,
            "more CPU"),
        new Row(
            "ended by SIGTERM when the probe had failed, and says why it did not answer",
            view ->
                view.crashed(143, "Error", "", 1)
                    .event("pod-1", "Killing", killing)
                    .log("Code: 243. DB::Exception: Cannot reserve 1.00 MiB. (NOT_ENOUGH_SPACE)"),
            LASTING,
            "the volume is full",
            "enlarge the claim"),
        ended(
            0,
            "Completed",
            3,
            TERMINAL,
            "the container's program ends at once, without an error",
            "to start the server"),
        new Row(
            "an exception of ClickHouse whose number is that of a signal",
            view ->
                view.crashed(139, "Error", "", 3)
                    .log("Code: 395. DB::Exception: Value passed to throwIf. (FUNCTION_THROW_IF)"),
            TERMINAL,
            "the container ends again and again",
            "the end of its log"),
        new Row(
            "signal 6, of which nothing is known",
            view ->
                view.crashed(134, "Error", "", 3)
                    .log(NOISE + "<Fatal> BaseDaemon: Received signal 6"),
            TERMINAL,
            "the container ends again and again",
            "the end of its log"),
        new Row(
            "a kubelet that gives the reason of a failed pull in an event alone",
            view ->
                view.waiting("ImagePullBackOff", "Back-off pulling image \"x:16\"")
                    .event(
                        "pod-1",
                        "Failed",
                        "Failed to pull image \"x:16\": rpc error: code = NotFound desc ="
                            + " docker.io/library/x:16: not found"),
            TERMINAL,
            "the registry does not have this image or tag",
            "check name and tag"),
        new Row(
            "an image whose pull Secret does not exist",
            view ->
                view.waiting("ErrImagePull", "failed to authorize: 401 Unauthorized")
                    .event(
                        "pod-1",
                        "FailedToRetrieveImagePullSecret",
                        "Unable to retrieve some image pull secrets (regcred); attempting to pull the"
                            + " image may not succeed."),
            TERMINAL,
            "the image pull Secret that the pod names does not exist",
            "kubectl create secret docker-registry"));
  }

  static Stream<Row> pods() {
    String probe = "Readiness probe failed: HTTP probe failed with statuscode: 500";
    String taints = "0/1 nodes are available: 1 node(s) had untolerated taint(s).";
    return Stream.of(
        new Row(
            "a readiness probe that answers 500",
            view ->
                view.running(0, "{}")
                    .event("pod-1", "Unhealthy", probe)
                    .log("{\"sites_cache\": \"waiting\"}"),
            PASSING,
            "container postgres runs and is not ready: /ready answers 500",
            "longer deadline"),
        new Row(
            "a probe that fails, and a log that says why",
            view ->
                view.running(0, "{}")
                    .event("pod-1", "Unhealthy", probe)
                    .log(
                        "ERR failed to serve tunnel connection error=\"Unauthorized: Tunnel not found\""),
            LASTING,
            "Cloudflare rejects the token of the tunnel",
            "dashboard"),
        new Row(
            "a probe that fails, and a log that says what may have passed",
            view ->
                view.running(0, "{}")
                    .event("pod-1", "Unhealthy", probe)
                    .log("tcp connect (db:5432): connection refused - :econnrefused\nstarting"),
            PASSING,
            "the database does not answer",
            "network policy"),
        new Row(
            "a sidecar before the containers that is not ready",
            view ->
                view.initRunning()
                    .event("pod-1", "Unhealthy", "Startup probe failed: connection refused"),
            PASSING,
            "container wait runs and is not ready: its startup probe fails: connection refused",
            "longer deadline"),
        new Row(
            "an init container that waits",
            view -> view.initRunning().log("waiting for PostgreSQL at db:5432"),
            LASTING,
            "the pod waits for PostgreSQL at db:5432",
            "address and port"),
        new Row(
            "a board without power",
            view -> view.running(0, "{}").node("arm64", "Unknown"),
            LASTING,
            "the node pi is not ready",
            "kubectl delete node pi"),
        new Row(
            "a node whose network is not set up",
            view -> view.running(0, "{}").node("arm64", "False"),
            LASTING,
            "the node pi reports that it is not ready",
            "network add-on"),
        new Row(
            "a taint without a name: the node has no power",
            view -> view.taint("node.kubernetes.io/unreachable").unschedulable(taints),
            LASTING,
            "no suitable node is ready",
            "kubectl get nodes"),
        new Row(
            "a taint without a name: the node is cordoned",
            view -> view.taint("node.kubernetes.io/unschedulable").unschedulable(taints),
            LASTING,
            "every suitable node is cordoned",
            "uncordon"),
        new Row(
            "a mount that fails, and what the node repeats of it",
            view ->
                view.pod("{phase: 'Pending'}")
                    .event("pod-1", "FailedMount", "mount.nfs: access denied by server")
                    .event("pod-1", "FailedMount", "Unable to attach or mount volumes: timed out"),
            TERMINAL,
            "the NFS server rejects the node",
            "exportfs"),
        new Row(
            "a provisioner that fails, and a controller that says that it waits",
            view -> {
              eventAtClaim(view, "ProvisioningFailed", "failed to create volume: timeout");
              view.event("claim", "ExternalProvisioning", "Waiting for a volume to be created");
            },
            LASTING,
            "the storage provisioner could not create the volume",
            "message says why"),
        new Row(
            "a claim whose volume is gone",
            view -> view.claim("Lost"),
            TERMINAL,
            "the volume that the claim was bound to is gone",
            "restore a backup"));
  }

  private static Row workload(
      String name, String workload, Weight weight, String cause, String remedy) {
    return new Row(name, view -> view.workload(workload), weight, cause, remedy);
  }

  private static String job(String reason) {
    return "{apiVersion: 'batch/v1', kind: 'Job', metadata: {name: 'pg', namespace: 'p', uid:"
        + " 'set'}, status: {failed: 4, conditions: [{type: 'Failed', status: 'True', reason: '"
        + reason
        + "'}]}}";
  }

  private static String deployment(String type, String status, String reason) {
    return "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'pg', namespace: 'p', uid:"
        + " 'set', generation: 1}, status: {observedGeneration: 1, conditions: [{type: '"
        + type
        + "', status: '"
        + status
        + "', reason: '"
        + reason
        + "', message: 'pods \"x\" is forbidden: exceeded quota: small'}]}}";
  }

  private static String route(String conditions) {
    return "{apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: {name: 'pg',"
        + " namespace: 'p', uid: 'set'}, spec: {parentRefs: [{namespace: 'infra', name: 'edge'}]},"
        + " status: {parents: [{conditions: ["
        + conditions
        + "]}]}}";
  }

  static Stream<Row> workloads() {
    return Stream.of(
        workload(
            "a Job that failed too often",
            job("BackoffLimitExceeded"),
            TERMINAL,
            "the Job has given up",
            "its last pod"),
        workload(
            "a Job that took too long",
            job("DeadlineExceeded"),
            TERMINAL,
            "the Job took longer than allowed",
            "longer deadline"),
        workload(
            "a Deployment without progress",
            deployment("Progressing", "False", "ProgressDeadlineExceeded"),
            TERMINAL,
            "the rollout made no progress within its deadline",
            "slow board"),
        workload(
            "a Deployment whose pods are refused",
            deployment("ReplicaFailure", "True", "FailedCreate"),
            LASTING,
            "a ResourceQuota of the namespace is used up",
            "raise the quota"),
        workload(
            "a route that no gateway knows",
            route(""),
            LASTING,
            "no gateway has processed the route",
            "Gateway infra/edge"),
        workload(
            "a route that its gateway refuses",
            route("{type: 'Accepted', status: 'False', reason: 'NoMatchingListenerHostname'}"),
            LASTING,
            "the gateway rejects the route",
            "listeners of Gateway infra/edge"),
        workload(
            "a route to a Service that is not there",
            route(
                "{type: 'Accepted', status: 'True'}, {type: 'ResolvedRefs', status: 'False',"
                    + " reason: 'BackendNotFound'}"),
            LASTING,
            "the gateway cannot find an object that the route refers to",
            "Service"));
  }

  static Stream<Row> deadlines() {
    return Stream.of(
        new Row(
            "a pod that no scheduler has looked at",
            view -> view.newPod(),
            LASTING,
            "no scheduler has looked at its pod",
            "kube-system"),
        new Row(
            "an image that takes longer than the deadline",
            view ->
                view.waiting("ContainerCreating", "")
                    .event("pod-1", "Pulling", "Pulling image \"clickhouse\""),
            LASTING,
            "the node was still pulling an image when the time ran out",
            "longer deadline"),
        new Row(
            "a workload without pods",
            view -> {},
            LASTING,
            "it was not ready in time, and nothing says why",
            "longer deadline"));
  }
}
