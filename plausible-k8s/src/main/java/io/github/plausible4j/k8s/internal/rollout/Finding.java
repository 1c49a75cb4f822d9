package io.github.plausible4j.k8s.internal.rollout;

import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.plan.Diagnosis;
import java.util.List;

/**
 * For internal use only. A diagnosis and whether waiting can help.
 *
 * @param uid the uid of the diagnosed object, because a new pod may have the name of an old one
 * @param retried whether a node tries again by itself and reports nothing during the attempt
 */
public record Finding(Diagnosis diagnosis, Weight weight, String uid, boolean retried) {

  /** Whether waiting can help, in the order of severity. */
  public enum Weight {
    /** It is expected to pass; an apply waits for it until its deadline. */
    PASSING,
    /** It may pass; an apply gives up when it has lasted longer than its patience. */
    LASTING,
    /** It remains until somebody fixes it; an apply gives up at once. */
    TERMINAL
  }

  static Finding of(
      KubeObject object, String cause, List<String> evidence, String remedy, Weight weight) {
    return new Finding(
        new Diagnosis(object.ref(), cause, evidence, remedy), weight, object.uid(), false);
  }

  Finding with(Weight other) {
    return new Finding(diagnosis, other, uid, retried);
  }

  Finding asRetried() {
    return new Finding(diagnosis, weight, uid, true);
  }

  String cause() {
    return diagnosis.cause();
  }
}
