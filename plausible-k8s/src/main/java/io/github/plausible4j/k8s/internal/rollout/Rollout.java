package io.github.plausible4j.k8s.internal.rollout;

import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeApiException;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.Redactor;
import io.github.plausible4j.k8s.internal.cluster.ResourceKind;
import io.github.plausible4j.k8s.internal.rollout.Finding.Weight;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * For internal use only. Waits for workloads, by watches and with one deadline; gives up at once
 * where waiting cannot help. Watches are opened by the first wait that needs them. For one thread.
 */
public final class Rollout implements AutoCloseable {
  private static final Set<String> WATCHED =
      Set.of("Deployment", "StatefulSet", "Job", "HTTPRoute", "Cluster", "ClickHouseInstallation");
  private static final Duration TICK = Duration.ofSeconds(1);

  /** Every cluster says for a moment that a volume is not made or a pod has no place yet. */
  private static final Duration USUAL = Duration.ofSeconds(10);

  /** How a wait may go: until when, and how long a cause may last that can pass by itself. */
  public record Patience(Clock clock, Instant deadline, Duration lasting) {}

  /**
   * How one workload is doing.
   *
   * @param message what is waited for
   * @param finding the gravest cause, if there is one; one that may pass only when it has lasted
   */
  public record Progress(
      ObjectRef workload, boolean ready, String message, Optional<Finding> finding) {}

  private final KubeApi api;
  private final String namespace;
  private final Patience patience;
  private final Diagnostician diagnostician;
  private final TimeoutDiagnosis lastWords;
  private final Map<Finding, Instant> since = new HashMap<>();
  private @Nullable NamespaceWatch watch;

  /** Waits in a namespace; what is found is cleaned by a redactor. */
  public Rollout(KubeApi api, String namespace, Redactor redactor, Patience patience) {
    this.api = api;
    this.namespace = namespace;
    this.patience = patience;
    CrashLogs logs = new CrashLogs(api, redactor);
    this.diagnostician = new Diagnostician(new PodFindings(logs));
    this.lastWords = new TimeoutDiagnosis(logs);
  }

  /** The kinds that are watched during every wait, whatever is waited for. */
  public static List<ResourceKind> watched() {
    return NamespaceWatch.ALWAYS;
  }

  /** Whether there is anything to wait for at an object of this kind. */
  public static boolean waitsFor(String kind) {
    return WATCHED.contains(kind);
  }

  /**
   * Waits for all of them.
   *
   * @param progress is told each time that something has changed, and once a second
   * @return why one of them will not become ready; empty when all are ready
   */
  public List<Finding> await(Collection<KubeObject> workloads, Consumer<List<Progress>> progress) {
    List<KubeObject> left = new ArrayList<>(workloads);
    if (left.stream().allMatch(object -> Readiness.of(object).ready())) {
      progress.accept(left.stream().map(this::ready).toList());
      return List.of();
    }
    NamespaceWatch watching = watch(left);
    while (true) {
      List<Progress> now = look(left, watching);
      progress.accept(now.stream().map(this::told).toList());
      if (now.stream().allMatch(Progress::ready)) {
        return List.of();
      }
      List<Finding> hopeless =
          now.stream().flatMap(each -> each.finding().stream()).filter(this::hopeless).toList();
      Duration remaining = Duration.between(patience.clock().instant(), patience.deadline());
      if (!hopeless.isEmpty()) {
        return hopeless;
      }
      if (remaining.isNegative() || remaining.isZero() || watching.broken().isPresent()) {
        return late(now, watching);
      }
      pause(watching, remaining);
    }
  }

  private Progress told(Progress seen) {
    Duration lasting = patience.lasting();
    Duration quiet = lasting.compareTo(USUAL) < 0 ? lasting : USUAL;
    return new Progress(
        seen.workload(),
        seen.ready(),
        seen.message(),
        seen.finding()
            .filter(
                finding ->
                    finding.weight() == Weight.TERMINAL || age(finding).compareTo(quiet) >= 0));
  }

  private Progress ready(KubeObject object) {
    return new Progress(object.ref(), true, Readiness.of(object).message(), Optional.empty());
  }

  private List<Progress> look(List<KubeObject> workloads, NamespaceWatch watching) {
    List<Progress> progress = new ArrayList<>();
    for (KubeObject applied : workloads) {
      KubeObject seen = watching.get(applied.ref()).orElse(applied);
      // A watch may lag behind the answer to the apply, and would show the old state as ready.
      boolean stale =
          seen.number("/metadata/generation") < applied.number("/metadata/generation")
              || !seen.uid().equals(applied.uid());
      Readiness readiness = Readiness.of(stale ? applied : seen);
      if (readiness.ready()) {
        progress.add(ready(seen));
      } else {
        List<Finding> findings = stale ? List.of() : diagnostician.diagnose(seen, watching);
        progress.add(
            new Progress(applied.ref(), false, readiness.message(), findings.stream().findFirst()));
        unblock(seen, watching);
      }
    }
    since
        .keySet()
        .retainAll(
            progress.stream().flatMap(p -> p.finding().stream()).collect(Collectors.toSet()));
    return progress;
  }

  /**
   * A StatefulSet waits for a broken pod of an older revision before it replaces it, so a corrected
   * one would never get through; deleting the pod is what its documentation asks people to do.
   */
  private void unblock(KubeObject set, NamespaceWatch watching) {
    String revision = set.text("/status/updateRevision");
    if (!set.kind().equals("StatefulSet") || revision.isEmpty()) {
      return;
    }
    for (KubeObject pod : watching.pods(set)) {
      boolean old = !pod.label("controller-revision-hash").equals(revision);
      if (old && !pod.beingDeleted() && !pod.conditionIs("Ready", "True")) {
        api.delete(pod, false);
      }
    }
  }

  private boolean hopeless(Finding finding) {
    return finding.weight() == Weight.TERMINAL
        || (finding.weight() == Weight.LASTING && age(finding).compareTo(patience.lasting()) >= 0);
  }

  /** For how long it has been seen. */
  private Duration age(Finding finding) {
    Instant now = patience.clock().instant();
    return Duration.between(since.computeIfAbsent(finding, key -> now), now);
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
        ? TimeoutDiagnosis.finding(
            progress.workload(),
            broken.orElse("it was not ready in time, and nothing says why"),
            List.of(progress.message()))
        : lastWords.of(seen.get(), progress.message(), watching);
  }

  private NamespaceWatch watch(List<KubeObject> workloads) {
    Set<ResourceKind> kinds =
        workloads.stream().map(KubeObject::ref).map(api::require).collect(Collectors.toSet());
    NamespaceWatch present = watch;
    if (present != null && kinds.stream().allMatch(kind -> watches(present, kind))) {
      return present;
    }
    close();
    NamespaceWatch opened = NamespaceWatch.start(api, namespace, kinds);
    watch = opened;
    return opened;
  }

  private static boolean watches(NamespaceWatch present, ResourceKind kind) {
    return present.watches(kind.kind());
  }

  private void pause(NamespaceWatch watching, Duration remaining) {
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
