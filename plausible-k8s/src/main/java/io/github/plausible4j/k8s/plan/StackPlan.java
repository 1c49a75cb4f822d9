package io.github.plausible4j.k8s.plan;

import java.util.EnumSet;
import java.util.List;

/**
 * The changes that applying a stack would make, or has made, to its objects.
 *
 * @param changes the changes, in the order in which they are made
 */
public record StackPlan(List<Change> changes) {
  public StackPlan {
    changes = List.copyOf(changes);
  }

  /** Whether there are neither changes nor conflicts. */
  public boolean isEmpty() {
    return changes.stream().noneMatch(Change::changesSomething) && !hasConflicts();
  }

  /** Whether another field manager owns fields to which the stack gives other values. */
  public boolean hasConflicts() {
    return !of(Change.Action.CONFLICT).isEmpty();
  }

  /** The changes of one kind. */
  public List<Change> of(Change.Action action) {
    return changes.stream().filter(change -> change.action() == action).toList();
  }

  /**
   * As {@link #toString}, but created objects are only counted: for a log that lists each creation.
   */
  public String withoutCreations() {
    return PlanText.of(this, EnumSet.of(Change.Action.NOOP, Change.Action.CREATE));
  }

  /**
   * The changes as readable lines. Unchanged objects are only counted. No secret value is shown.
   */
  @Override
  public String toString() {
    return PlanText.of(this, EnumSet.of(Change.Action.NOOP));
  }
}
