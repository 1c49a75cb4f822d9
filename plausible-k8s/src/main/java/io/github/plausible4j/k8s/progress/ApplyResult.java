package io.github.plausible4j.k8s.progress;

import io.github.plausible4j.k8s.plan.StackPlan;
import java.time.Duration;
import java.util.List;

/**
 * What an apply has done.
 *
 * @param plan the changes, all of them made
 * @param warnings what the API server had to say about them, each with its object
 * @param access how people get to the stack now
 * @param elapsed how long it took, waiting included
 */
public record ApplyResult(
    StackPlan plan, List<String> warnings, StackAccess access, Duration elapsed) {
  public ApplyResult {
    warnings = List.copyOf(warnings);
  }

  /** Whether the cluster was changed. */
  public boolean changed() {
    return !plan.isEmpty();
  }
}
