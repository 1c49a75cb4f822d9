package io.github.plausible4j.k8s.plan;

import java.util.Optional;

/**
 * The status of one object of a stack.
 *
 * @param object the object
 * @param state whether the object exists and works
 * @param message details, such as what is missing
 * @param diagnosis why the object is not ready, if that is known
 */
public record ObjectStatus(
    ObjectRef object, State state, String message, Optional<Diagnosis> diagnosis) {

  /** Whether an object exists and works. */
  public enum State {
    /** The object exists, and works if it is a workload. */
    READY,
    /** The object exists, but does not work yet or any more. */
    NOT_READY,
    /** The object does not exist. */
    MISSING
  }
}
