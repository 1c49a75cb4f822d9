package io.github.plausible4j.k8s.internal.cluster;

import java.util.List;

/**
 * For internal use only. Why an object is not ready.
 *
 * @param workload the object of the stack that is waited for
 * @param object where the cause was seen: the workload itself or one of its pods or claims
 * @param cause one sentence
 * @param evidence what the cluster said, word for word
 * @param remedy what to do about it
 * @param weight whether waiting can help
 */
public record Finding(
    ObjectKey workload,
    ObjectKey object,
    String cause,
    List<String> evidence,
    String remedy,
    Weight weight) {

  /** Whether waiting can help. */
  public enum Weight {
    /** It goes away by itself, or nothing is known. */
    PASSING,
    /** It may go away by itself, for a while. */
    LASTING,
    /** Only somebody's action helps. */
    TERMINAL
  }

  public Finding {
    evidence = List.copyOf(evidence);
  }

  /** The same, with nothing more to hope for. */
  Finding terminal() {
    return new Finding(workload, object, cause, evidence, remedy, Weight.TERMINAL);
  }

  /** The same, which seems to be over. */
  Finding passing() {
    return new Finding(workload, object, cause, evidence, remedy, Weight.PASSING);
  }
}
