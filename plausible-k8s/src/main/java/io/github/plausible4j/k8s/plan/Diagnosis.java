package io.github.plausible4j.k8s.plan;

import java.util.List;
import java.util.Objects;

/**
 * Why something does not work, and what to do about it. No part of it shows a secret.
 *
 * @param object where the cause was seen
 * @param cause one sentence
 * @param evidence what the cluster said, word for word, secret values masked
 * @param remedy what to do about it
 */
public record Diagnosis(ObjectRef object, String cause, List<String> evidence, String remedy) {
  public Diagnosis {
    Objects.requireNonNull(object, "object");
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(remedy, "remedy");
    evidence = List.copyOf(evidence);
  }

  /** A few lines for people. */
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
