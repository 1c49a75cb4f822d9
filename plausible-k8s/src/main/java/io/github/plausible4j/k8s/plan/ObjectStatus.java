package io.github.plausible4j.k8s.plan;

import java.util.Optional;

/**
 * How one object of a stack is.
 *
 * @param object which one
 * @param state whether it is there and does its work
 * @param message what is there, or what is missing
 * @param diagnosis why it is not ready, where that is known
 */
public record ObjectStatus(
    ObjectRef object, State state, String message, Optional<Diagnosis> diagnosis) {

  /** Whether an object is there and does its work. */
  public enum State {
    /** It is there, and does its work if it has any. */
    READY,
    /** It is there, and does not do its work yet or any more. */
    NOT_READY,
    /** It is not there. */
    MISSING
  }
}
