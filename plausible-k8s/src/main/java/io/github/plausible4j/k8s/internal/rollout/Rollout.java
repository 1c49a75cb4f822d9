package io.github.plausible4j.k8s.internal.rollout;

import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeApiException;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.Redactor;
import io.github.plausible4j.k8s.internal.cluster.ResourceKind;
import io.github.plausible4j.k8s.plan.Change;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * For internal use only. Waits for workloads with watches and a single deadline. Gives up at once
 * if waiting cannot help. The first wait that needs watches opens them. Not thread-safe.
 */
public final class Rollout implements AutoCloseable {
  private static final Set<String> WATCHED =
      Set.of("Deployment", "StatefulSet", "Job", "HTTPRoute", "Cluster", "ClickHouseInstallation");
  private static final Duration TICK = Duration.ofSeconds(1);

  /**
   * The limits of a wait.
   *
   * @param deadline when the wait ends in any case
   * @param lasting how long to wait for a problem that may resolve itself
   */
  public record Patience(Clock clock, Instant deadline, Duration lasting) {}

  /**
   * The progress of one workload.
   *
   * @param message what it is doing, or what blocks it
   * @param finding the most severe cause, if there is one
   */
  public record Progress(
      ObjectRef workload, boolean ready, String message, Optional<Finding> finding) {

    static Progress waiting(KubeObject applied) {
      return new Progress(
          applied.ref(), false, "waiting for the controller to see the change", Optional.empty());
    }
  }

  /** Receives the progress of a wait. */
  public interface Observer {
    /** Called after each change in the cluster, and once a second. */
    void progress(List<Progress> workloads);

    /** Called after a pod was deleted, so that its workload starts another one at once. */
    default void restarted(Change pod) {}
  }

  private final KubeApi api;
  private final String namespace;
  private final Patience patience;
  private final Baseline baseline = new Baseline();
  private final WorkloadTracker tracker;
  private final TimeoutDiagnosis timeouts;
  // A watch may show a pod for some time after its deletion.
  private final Set<String> restarted = new HashSet<>();
  private @Nullable NamespaceWatch watch;

  /** Waits for workloads in a namespace. The redactor masks secret values in logs. */
  public Rollout(KubeApi api, String namespace, Redactor redactor, Patience patience) {
    this.api = api;
    this.namespace = namespace;
    this.patience = patience;
    ContainerLogs logs = new ContainerLogs(api::log, redactor, patience.clock());
    this.tracker = new WorkloadTracker(logs, patience, baseline);
    this.timeouts = new TimeoutDiagnosis(logs);
  }

  /** The kinds that every wait watches. */
  public static List<ResourceKind> watched() {
    return NamespaceWatch.ALWAYS;
  }

  /** Whether objects of a kind have to become ready. */
  public static boolean waitsFor(String kind) {
    return WATCHED.contains(kind);
  }

  /**
   * Remembers the pods that are stuck before anything is changed. They are restarted, and judged by
   * what happens then.
   */
  public void rememberStuckPods() {
    baseline.remember(new ListedView(api, namespace, List.of()));
  }

  /**
   * Waits for all workloads.
   *
   * @return the reasons why workloads will not become ready; empty when all are ready
   */
  public List<Finding> await(Collection<KubeObject> workloads, Observer observer) {
    if (workloads.stream().allMatch(object -> Readiness.of(object).ready())) {
      observer.progress(workloads.stream().map(Rollout::ready).toList());
      return List.of();
    }
    NamespaceWatch watching = watch(workloads);
    while (true) {
      restartStuckPods(workloads, watching, observer);
      List<Progress> now = tracker.look(workloads, watching);
      observer.progress(now.stream().map(tracker::shown).toList());
      if (now.stream().allMatch(Progress::ready)) {
        return List.of();
      }
      List<Finding> hopeless = tracker.hopeless(now);
      if (!hopeless.isEmpty()) {
        return hopeless;
      }
      Duration remaining = Duration.between(patience.clock().instant(), patience.deadline());
      if (remaining.isNegative() || remaining.isZero() || watching.broken().isPresent()) {
        return late(now, watching);
      }
      pause(watching, remaining);
    }
  }

  private static Progress ready(KubeObject object) {
    return new Progress(object.ref(), true, Readiness.of(object).message(), Optional.empty());
  }

  private void restartStuckPods(
      Collection<KubeObject> workloads, NamespaceWatch watching, Observer observer) {
    for (KubeObject applied : workloads) {
      KubeObject workload = watching.get(applied.ref()).orElse(applied);
      for (KubeObject pod : watching.pods(workload)) {
        String reason = reasonToRestart(workload, pod, watching);
        if (!reason.isEmpty() && !pod.beingDeleted() && restarted.add(pod.uid())) {
          api.delete(pod, false);
          observer.restarted(
              new Change(Change.Action.REPLACE, pod.ref(), List.of(), List.of(), reason));
        }
      }
    }
  }

  /**
   * A StatefulSet does not replace a pod of an older revision until it is ready, so a fix would
   * never reach a broken pod. The documentation of StatefulSets asks people to delete the pod.
   */
  private String reasonToRestart(KubeObject workload, KubeObject pod, NamespaceWatch watching) {
    String revision = workload.text("/status/updateRevision");
    boolean old = !pod.label("controller-revision-hash").equals(revision);
    if (workload.kind().equals("StatefulSet")
        && !revision.isEmpty()
        && old
        && !pod.conditionIs("Ready", "True")) {
      return "it is of an older revision and not ready, and its StatefulSet would wait for it";
    }
    return baseline.isUnchanged(pod, watching)
        ? "it failed before this apply, and its node would wait before it tries again"
        : "";
  }

  private List<Finding> late(List<Progress> progress, NamespaceWatch watching) {
    return progress.stream()
        .filter(each -> !each.ready())
        .map(each -> each.finding().orElseGet(() -> late(each, watching)))
        .toList();
  }

  private Finding late(Progress progress, NamespaceWatch watching) {
    Optional<KubeObject> seen = watching.get(progress.workload());
    Optional<String> broken = watching.broken();
    return broken.isPresent() || seen.isEmpty()
        ? TimeoutDiagnosis.unseen(progress.workload(), broken, progress.message())
        : timeouts.of(seen.get(), watching);
  }

  private NamespaceWatch watch(Collection<KubeObject> workloads) {
    Set<ResourceKind> kinds =
        workloads.stream().map(KubeObject::ref).map(api::require).collect(Collectors.toSet());
    NamespaceWatch present = watch;
    if (present != null && kinds.stream().allMatch(kind -> present.watches(kind.kind()))) {
      return present;
    }
    close();
    NamespaceWatch opened = NamespaceWatch.start(api, namespace, kinds);
    watch = opened;
    return opened;
  }

  private static void pause(NamespaceWatch watching, Duration remaining) {
    try {
      watching.awaitChange(remaining.compareTo(TICK) < 0 ? remaining : TICK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KubeApiException("interrupted while waiting for the stack", e);
    }
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
      watch = null;
    }
  }
}
