package io.github.plausible4j.k8s.plan;

import java.util.EnumSet;
import java.util.List;

/**
 * What applying a stack would do, or did, to each of its objects.
 *
 * @param changes in the order in which they are made
 */
public record StackPlan(List<Change> changes) {
  public StackPlan {
    changes = List.copyOf(changes);
  }

  /** Whether nothing would change and nothing is in conflict. */
  public boolean isEmpty() {
    return changes.stream().noneMatch(Change::changesSomething) && !hasConflicts();
  }

  /** Whether somebody else owns fields that the stack wants otherwise. */
  public boolean hasConflicts() {
    return !of(Change.Action.CONFLICT).isEmpty();
  }

  /** The changes of one kind. */
  public List<Change> of(Change.Action action) {
    return changes.stream().filter(change -> change.action() == action).toList();
  }

  /** As {@link #toString}, with what is created only counted: for a log that lists it as it is. */
  public String withoutCreations() {
    return PlanText.of(this, EnumSet.of(Change.Action.NOOP, Change.Action.CREATE));
  }

  /** The changes in lines for people, what stays as it is only counted; no secret value. */
  @Override
  public String toString() {
    return PlanText.of(this, EnumSet.of(Change.Action.NOOP));
  }
}
