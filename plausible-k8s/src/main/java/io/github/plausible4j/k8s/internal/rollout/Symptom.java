package io.github.plausible4j.k8s.internal.rollout;

import io.github.plausible4j.k8s.internal.rollout.Finding.Weight;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A text by which a cause is known.
 *
 * @param texts one of these is in what the cluster says, upper or lower case
 */
record Symptom(List<String> texts, String cause, String remedy, Weight weight) {

  static Symptom terminal(String cause, String remedy, String... texts) {
    return new Symptom(List.of(texts), cause, remedy, Weight.TERMINAL);
  }

  static Symptom lasting(String cause, String remedy, String... texts) {
    return new Symptom(List.of(texts), cause, remedy, Weight.LASTING);
  }

  static Optional<Symptom> in(List<Symptom> table, String text) {
    return table.stream().filter(symptom -> symptom.isIn(text)).findFirst();
  }

  private boolean isIn(String text) {
    return texts.stream().anyMatch(known -> lower(text).contains(lower(known)));
  }

  /** The line of a longer text that shows the symptom. */
  String line(String text) {
    return text.lines().filter(this::isIn).findFirst().orElse("").strip();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
