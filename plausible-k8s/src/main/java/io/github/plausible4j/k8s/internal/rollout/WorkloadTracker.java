package io.github.plausible4j.k8s.internal.rollout;

import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.rollout.Finding.Weight;
import io.github.plausible4j.k8s.internal.rollout.Rollout.Patience;
import io.github.plausible4j.k8s.internal.rollout.Rollout.Progress;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tracks the progress of workloads, and decides when to give up. Not thread-safe. */
final class WorkloadTracker {
  /**
   * Every cluster reports for a moment that a volume is not created or that a pod has no node yet.
   */
  private static final Duration USUAL = Duration.ofSeconds(10);

  private final WorkloadDiagnosis diagnosis;
  private final Patience patience;
  private final Baseline baseline;
  private final CauseHistory history = new CauseHistory();

  WorkloadTracker(ContainerLogs logs, Patience patience, Baseline baseline) {
    this.diagnosis = new WorkloadDiagnosis(logs);
    this.patience = patience;
    this.baseline = baseline;
  }

  /** The current progress of each workload, with its most severe cause. */
  List<Progress> look(Collection<KubeObject> workloads, ClusterView view) {
    List<Progress> progress = new ArrayList<>();
    for (KubeObject applied : workloads) {
      KubeObject seen = view.get(applied.ref()).orElse(applied);
      // A watch may lag behind the answer to the apply, and would show the old state as ready.
      boolean lags =
          seen.number("/metadata/generation") < applied.number("/metadata/generation")
              || !seen.uid().equals(applied.uid());
      progress.add(lags ? Progress.waiting(applied) : look(seen, view));
    }
    return progress;
  }

  private Progress look(KubeObject workload, ClusterView view) {
    Readiness readiness = Readiness.of(workload);
    ObjectRef ref = workload.ref();
    if (readiness.ready()) {
      history.forget(ref);
      return new Progress(ref, true, readiness.message(), Optional.empty());
    }
    List<Finding> findings = diagnosis.of(workload, view, pod -> !baseline.isUnchanged(pod, view));
    history.record(ref, findings, now());
    Optional<Finding> gravest = history.gravest(ref, findings, startingPods(workload, view));
    String doing =
        gravest
            .map(Finding::cause)
            .or(() -> PodActivity.of(workload, view))
            .orElse(readiness.message());
    return new Progress(ref, false, doing, gravest);
  }

  private static Set<String> startingPods(KubeObject workload, ClusterView view) {
    return view.currentPods(workload).stream()
        .filter(pod -> PodActivity.triesToStart(pod, view))
        .map(KubeObject::uid)
        .collect(Collectors.toSet());
  }

  /** The progress to report. A cause that may pass is reported only after a while. */
  Progress shown(Progress seen) {
    Duration usual = patience.lasting().compareTo(USUAL) < 0 ? patience.lasting() : USUAL;
    return new Progress(
        seen.workload(),
        seen.ready(),
        seen.message(),
        seen.finding()
            .filter(
                finding ->
                    finding.weight() == Weight.TERMINAL
                        || age(seen, finding).compareTo(usual) >= 0));
  }

  /** The causes for which waiting no longer helps. */
  List<Finding> hopeless(List<Progress> progress) {
    List<Finding> hopeless = new ArrayList<>();
    for (Progress each : progress) {
      each.finding().filter(finding -> isHopeless(each, finding)).ifPresent(hopeless::add);
    }
    return hopeless;
  }

  private boolean isHopeless(Progress progress, Finding finding) {
    return switch (finding.weight()) {
      case TERMINAL -> true;
      case LASTING -> age(progress, finding).compareTo(patience.lasting()) >= 0;
      case PASSING -> false;
    };
  }

  private Duration age(Progress progress, Finding finding) {
    return history.age(progress.workload(), finding, now());
  }

  private Instant now() {
    return patience.clock().instant();
  }
}
