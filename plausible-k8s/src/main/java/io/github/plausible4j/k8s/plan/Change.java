package io.github.plausible4j.k8s.plan;

import java.util.List;
import java.util.Objects;

/**
 * The change that applying a stack makes to one object.
 *
 * @param action the kind of change
 * @param object the object
 * @param fields the fields that change; empty if the whole object is created or deleted
 * @param conflicts the fields that another field manager owns with another value
 * @param reason the reason, if the action does not explain itself; may be empty
 */
public record Change(
    Action action,
    ObjectRef object,
    List<FieldChange> fields,
    List<FieldConflict> conflicts,
    String reason) {

  /** The kinds of changes. */
  public enum Action {
    /** The object is created. */
    CREATE,
    /** Some fields of the object change. */
    UPDATE,
    /** The object is deleted and created again, because a field that changes is immutable. */
    REPLACE,
    /** The object existed before the stack and becomes part of it. */
    ADOPT,
    /**
     * Another field manager set a field to another value; nothing is applied until this is
     * resolved.
     */
    CONFLICT,
    /** The object does not change. */
    NOOP,
    /** The object is deleted, because the stack no longer has it. */
    PRUNE,
    /** The object is kept as it is, on purpose. */
    KEEP
  }

  /**
   * One field that changes.
   *
   * @param path the path, such as {@code spec.template.spec.containers[web].image}
   * @param before the old value, empty if there was none; masked in Secrets
   * @param after the new value, empty if the field is removed; masked in Secrets
   */
  public record FieldChange(String path, String before, String after) {}

  /**
   * One field that another field manager owns.
   *
   * @param manager the field manager, such as {@code kubectl-edit}
   * @param field the path, such as {@code .spec.replicas}
   */
  public record FieldConflict(String manager, String field) {}

  public Change {
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(object, "object");
    Objects.requireNonNull(reason, "reason");
    fields = List.copyOf(fields);
    conflicts = List.copyOf(conflicts);
  }

  /** Whether this change modifies the cluster. */
  public boolean changesSomething() {
    return action != Action.NOOP && action != Action.KEEP && action != Action.CONFLICT;
  }

  /** One line for the change, and one line for each field or conflict. */
  @Override
  public String toString() {
    return PlanText.of(this);
  }
}
