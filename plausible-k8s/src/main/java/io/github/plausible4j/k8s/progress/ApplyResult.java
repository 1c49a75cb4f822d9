package io.github.plausible4j.k8s.progress;

import io.github.plausible4j.k8s.plan.StackPlan;
import java.time.Duration;
import java.util.List;

/**
 * The result of an apply.
 *
 * @param plan the changes that were made
 * @param warnings the API server's warnings about the changes, each with its object
 * @param access how users reach the stack
 * @param elapsed the duration of the apply, including waiting
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
