package io.github.plausible4j.k8s.plan;

import java.util.List;
import java.util.Objects;

/**
 * What applying a stack does to one object.
 *
 * @param action what happens
 * @param object to what
 * @param fields the fields that change, empty where all of the object is new or goes
 * @param conflicts the fields that somebody else owns with another value
 * @param reason why, where the action does not say it all; may be empty
 */
public record Change(
    Action action,
    ObjectRef object,
    List<FieldChange> fields,
    List<FieldConflict> conflicts,
    String reason) {

  /** What happens to an object. */
  public enum Action {
    /** It is made. */
    CREATE,
    /** Some of its fields change. */
    UPDATE,
    /** It is deleted and made again, because what changes cannot be changed in place. */
    REPLACE,
    /** It was there before the stack, and becomes part of it. */
    ADOPT,
    /** Somebody else set a field to another value; nothing is applied until that is settled. */
    CONFLICT,
    /** Nothing. */
    NOOP,
    /** It is deleted, because the stack no longer has it. */
    PRUNE,
    /** It is left as it is, on purpose. */
    KEEP
  }

  /**
   * One field that changes.
   *
   * @param path such as {@code spec.template.spec.containers[web].image}
   * @param before what it was, empty where there was nothing; masked in Secrets
   * @param after what it will be, empty where it goes; masked in Secrets
   */
  public record FieldChange(String path, String before, String after) {}

  /**
   * One field that somebody else owns.
   *
   * @param manager who, such as {@code kubectl-edit}
   * @param field such as {@code .spec.replicas}
   */
  public record FieldConflict(String manager, String field) {}

  public Change {
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(object, "object");
    Objects.requireNonNull(reason, "reason");
    fields = List.copyOf(fields);
    conflicts = List.copyOf(conflicts);
  }

  /** Whether something in the cluster changes. */
  public boolean changesSomething() {
    return action != Action.NOOP && action != Action.KEEP && action != Action.CONFLICT;
  }

  /** One line, and one for each field or conflict. */
  @Override
  public String toString() {
    return PlanText.of(this);
  }
}
