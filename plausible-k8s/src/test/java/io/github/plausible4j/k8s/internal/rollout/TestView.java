package io.github.plausible4j.k8s.internal.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.Redactor;
import io.github.plausible4j.k8s.internal.rollout.Rollout.Patience;
import io.github.plausible4j.k8s.internal.rollout.Rollout.Progress;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A StatefulSet with one pod of PostgreSQL and its claim, in memory and in a time of its own.
 * Objects have the fields that a real cluster gives them.
 */
final class TestView implements ClusterView {
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .build();
  private static final String WORKLOAD =
      """
      {apiVersion: 'apps/v1', kind: 'StatefulSet',
       metadata: {name: 'pg', namespace: 'p', uid: 'set', generation: 1},
       spec: {replicas: 1, template: {spec: {volumes: [
         {name: 'data', persistentVolumeClaim: {claimName: 'data'}}]}}},
       status: {observedGeneration: 1, updatedReplicas: 1, readyReplicas: 0}}
      """;
  private static final String CLAIM =
      """
      {apiVersion: 'v1', kind: 'PersistentVolumeClaim',
       metadata: {name: 'data', namespace: 'p', uid: 'claim'},
       spec: {volumeName: 'pv'}, status: {phase: '%s'}}
      """;
  private static final String POD =
      """
      {apiVersion: 'v1', kind: 'Pod',
       metadata: {name: 'pg-0', namespace: 'p', uid: '%s', ownerReferences: [{uid: 'set'}]},
       spec: {nodeName: 'pi', securityContext: {runAsUser: 70}, initContainers: [{name: 'wait'}],
         containers: [{name: 'postgres', readinessProbe: {httpGet: {path: '/ready'}},
           volumeMounts: [{name: 'data', mountPath: '/var/lib/postgresql'},
             {name: 'run', mountPath: '/var/run/postgresql'}]}],
         volumes: [{name: 'data', persistentVolumeClaim: {claimName: 'data'}},
           {name: 'run', emptyDir: {}}]},
       status: %s}
      """;
  private static final String NODE =
      """
      {apiVersion: 'v1', kind: 'Node',
       metadata: {name: 'pi', labels: {'kubernetes.io/arch': '%s'}}, spec: {taints: [%s]},
       status: {conditions: [{type: 'Ready', status: '%s', reason: 'NodeStatusUnknown',
         message: 'Kubelet stopped posting node status.',
         lastHeartbeatTime: '2026-11-28T11:58:00Z', lastTransitionTime: '2026-11-28T11:59:00Z'}]}}
      """;
  private static final String CONTAINER =
      "{name: 'postgres', image: 'x:16', ready: false, restartCount: %d, state: %s, lastState: %s}";

  private KubeObject workload = object(WORKLOAD);
  private final Map<ObjectRef, KubeObject> objects = new LinkedHashMap<>();
  private final Baseline baseline = new Baseline();
  private Instant now = START;
  private int version = 1000;
  private String log = "";
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final ContainerLogs logs =
      new ContainerLogs((pod, container, previous, lines) -> log, new Redactor(List.of()), clock);
  private final WorkloadTracker tracker =
      new WorkloadTracker(
          logs, new Patience(clock, START.plus(Duration.ofHours(9)), PATIENCE), baseline);

  TestView() {
    put(workload);
    claim("Bound");
    node("arm64", "True");
  }

  private static KubeObject object(String json) {
    try {
      return KubeApi.object(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  private void put(KubeObject object) {
    objects.put(object.ref(), object);
  }

  TestView put(String json) {
    put(object(json));
    return this;
  }

  TestView pod(String status) {
    return pod("pod-1", status);
  }

  TestView pod(String uid, String status) {
    if (all("Pod").isEmpty()) {
      event("set", "SuccessfulCreate", "create Pod pg-0 in StatefulSet pg successful");
    }
    return put(POD.formatted(uid, status));
  }

  /** The pod is gone; what is said of it is not said of the next one. */
  TestView withoutPod() {
    objects
        .values()
        .removeIf(
            object ->
                object.kind().equals("Pod")
                    || object.text("/involvedObject/uid").startsWith("pod"));
    return this;
  }

  private TestView container(String phase, int restarts, String state, String last) {
    return pod(
        "{phase: '%s', containerStatuses: [%s]}"
            .formatted(phase, CONTAINER.formatted(restarts, state, last)));
  }

  TestView waiting(String reason, String message) {
    if (reason.contains("Image")) {
      event("pod-1", "Pulling", "Pulling image \"x:16\"");
    }
    return container("Pending", 0, waitingState(reason, message), "{}");
  }

  private static String waitingState(String reason, String message) {
    return "{waiting: {reason: '%s', message: %s}}".formatted(reason, JSON.valueToTree(message));
  }

  /** A container that ended and waits to be started again. */
  TestView crashed(int exitCode, String reason, String message, int restarts) {
    return event("pod-1", "Started", "Started container postgres")
        .container(
            "Running",
            restarts,
            waitingState("CrashLoopBackOff", "back-off 10s restarting failed container"),
            "{terminated: {exitCode: %d, reason: '%s', message: %s, startedAt: '%s', finishedAt: '%s'}}"
                .formatted(exitCode, reason, JSON.valueToTree(message), now, now));
  }

  /** A container that runs, after so many runs that ended like this. */
  TestView running(int restarts, String last) {
    return event("pod-1", "Started", "Started container postgres")
        .container("Running", restarts, "{running: {startedAt: '" + now + "'}}", last);
  }

  /** A container that runs again, after its node was started again. */
  TestView restarted() {
    return running(
        1,
        "{terminated: {exitCode: 255, reason: 'Unknown', startedAt: '%s', finishedAt: '%s'}}"
            .formatted(now, now));
  }

  /** An init container that runs. */
  TestView initRunning() {
    return pod(
        "{phase: 'Pending', initContainerStatuses: [{name: 'wait', restartCount: 0, state:"
            + " {running: {startedAt: '"
            + now
            + "'}}}], containerStatuses: ["
            + CONTAINER.formatted(0, waitingState("PodInitializing", ""), "{}")
            + "]}");
  }

  TestView unschedulable(String message) {
    return withoutPod()
        .pod(
            "{phase: 'Pending', conditions: [{type: 'PodScheduled', status: 'False', reason:"
                + " 'Unschedulable', message: "
                + JSON.valueToTree(message)
                + "}]}");
  }

  TestView log(String text) {
    log = text;
    return this;
  }

  TestView event(String about, String reason, String message) {
    ObjectNode event = JSON.createObjectNode();
    event.put("apiVersion", "v1").put("kind", "Event");
    event
        .putObject("metadata")
        .put("name", "event-" + ++version)
        .put("namespace", "p")
        .put("resourceVersion", String.valueOf(version));
    event.putObject("involvedObject").put("uid", about);
    event.put("reason", reason).put("message", message).put("lastTimestamp", now.toString());
    put(KubeApi.object(event));
    return this;
  }

  TestView node(String architecture, String ready) {
    return put(NODE.formatted(architecture, "", ready));
  }

  /** The node has a taint that nothing tolerates. */
  TestView taint(String key) {
    return put(NODE.formatted("arm64", "{key: '" + key + "', effect: 'NoSchedule'}", "True"));
  }

  TestView claim(String phase) {
    return put(CLAIM.formatted(phase));
  }

  /** Another workload instead of the StatefulSet, with the same name and uid. */
  TestView workload(String json) {
    workload = object(json);
    put(workload);
    return this;
  }

  /** A pod that failed as a whole. */
  TestView failed(String reason, String message) {
    return pod(
        "{phase: 'Failed', reason: '%s', message: %s}"
            .formatted(reason, JSON.valueToTree(message)));
  }

  /** A pod that was just created. */
  TestView newPod() {
    return put(
        "{apiVersion: 'v1', kind: 'Pod', metadata: {name: 'pg-0', namespace: 'p', uid: 'pod',"
            + " ownerReferences: [{uid: 'set'}]}, status: {phase: 'Pending'}}");
  }

  TestView volume(String source) {
    return put(
        "{apiVersion: 'v1', kind: 'PersistentVolume', metadata: {name: 'pv'}, spec: {%s}}"
            .formatted(source));
  }

  TestView pass(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** Remembers the pods as they are before an apply. */
  TestView applyBegins() {
    baseline.remember(this);
    return this;
  }

  boolean isUnchanged() {
    return baseline.isUnchanged(all("Pod").iterator().next(), this);
  }

  /** One look, as once a second. */
  Progress look() {
    return tracker.look(List.of(workload), this).get(0);
  }

  Progress shown() {
    return tracker.shown(look());
  }

  /** Why a wait would end now. */
  Optional<Finding> hopeless() {
    return tracker.hopeless(List.of(look())).stream().findFirst();
  }

  /** Looks once a second until the wait ends or an hour is over, and tells how long that took. */
  Duration timeToCause() {
    Instant start = now;
    while (hopeless().isEmpty() && now.isBefore(start.plus(Duration.ofHours(1)))) {
      now = now.plusSeconds(1);
    }
    return Duration.between(start, now);
  }

  Finding timeout() {
    return new TimeoutDiagnosis(logs).of(workload, this);
  }

  @Override
  public Optional<KubeObject> get(ObjectRef ref) {
    return Optional.ofNullable(objects.get(ref));
  }

  @Override
  public Collection<KubeObject> all(String kind) {
    return objects.values().stream().filter(each -> each.kind().equals(kind)).toList();
  }

  @Override
  public Collection<KubeObject> allClusterScoped(String kind) {
    return all(kind);
  }

  @Override
  public Optional<KubeObject> clusterScoped(String kind, String name) {
    return get(new ObjectRef("v1", kind, "", name));
  }
}
