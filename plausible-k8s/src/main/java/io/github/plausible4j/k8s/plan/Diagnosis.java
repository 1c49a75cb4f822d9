package io.github.plausible4j.k8s.plan;

import java.util.List;
import java.util.Objects;

/**
 * The cause of a failure and its remedy. No part shows a secret.
 *
 * @param object the object at which the cause was seen
 * @param cause the cause, in one sentence
 * @param evidence the original messages of the cluster, with secret values masked
 * @param remedy how to fix it
 */
public record Diagnosis(ObjectRef object, String cause, List<String> evidence, String remedy) {
  public Diagnosis {
    Objects.requireNonNull(object, "object");
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(remedy, "remedy");
    evidence = List.copyOf(evidence);
  }

  /** The diagnosis as a few readable lines. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(object).append(": ").append(cause);
    evidence.stream()
        .flatMap(String::lines)
        .forEach(line -> text.append(System.lineSeparator()).append("    | ").append(line));
    return text.append(System.lineSeparator()).append("    remedy: ").append(remedy).toString();
  }
}
