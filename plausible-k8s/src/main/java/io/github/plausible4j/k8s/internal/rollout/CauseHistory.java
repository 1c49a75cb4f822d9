package io.github.plausible4j.k8s.internal.rollout;

import io.github.plausible4j.k8s.plan.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Records for how long each cause has been seen. A cause remains the same if its evidence changes,
 * such as the port in a network error, and if it disappears for the duration of another attempt.
 */
final class CauseHistory {
  /** Longer than an attempt to pull an image from a registry that does not answer. */
  private static final Duration ATTEMPT = Duration.ofSeconds(30);

  private record Cause(ObjectRef workload, String text) {}

  private record Seen(Finding finding, Instant first, Instant last) {}

  private final Map<Cause, Seen> causes = new HashMap<>();
  private final Map<ObjectRef, Finding> attempts = new HashMap<>();

  /** Records what was found now. */
  void record(ObjectRef workload, List<Finding> findings, Instant now) {
    causes.values().removeIf(seen -> seen.last().plus(ATTEMPT).isBefore(now));
    for (Finding finding : findings) {
      causes.merge(
          new Cause(workload, finding.cause()),
          new Seen(finding, now, now),
          (before, seen) -> new Seen(finding, before.first(), now));
    }
  }

  /**
   * The most severe cause, or that of the last attempt while the next attempt runs.
   *
   * @param retrying the pods whose containers have not started
   */
  Optional<Finding> gravest(ObjectRef workload, List<Finding> findings, Set<String> retrying) {
    Finding attempt = attempts.get(workload);
    Finding gravest =
        findings.isEmpty() && attempt != null && retrying.contains(attempt.uid())
            ? attempt
            : findings.stream().findFirst().orElse(null);
    if (gravest == null
        || !gravest.retried()
        || !causes.containsKey(new Cause(workload, gravest.cause()))) {
      attempts.remove(workload); // a later cause shows that the attempt is over
      return findings.stream().findFirst();
    }
    attempts.put(workload, gravest);
    return Optional.of(gravest);
  }

  /** For how long a cause has been seen. */
  Duration age(ObjectRef workload, Finding finding, Instant now) {
    Seen seen = causes.get(new Cause(workload, finding.cause()));
    return seen == null ? Duration.ZERO : Duration.between(seen.first(), now);
  }

  /** Forgets a workload that is ready. */
  void forget(ObjectRef workload) {
    causes.keySet().removeIf(cause -> cause.workload().equals(workload));
    attempts.remove(workload);
  }
}
