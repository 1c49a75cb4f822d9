package io.github.plausible4j.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects the problems of an object while it is built, so that all are reported at once. Each
 * problem names the field, the value, the rule and the remedy; never pass the value of a secret.
 * Not thread-safe. For internal use only.
 */
public final class ProblemCollector {
  private static final int SHOWN = 80;

  // Shared while empty: most objects have no problems, and some are built for every request of an
  // application.
  private List<String> lines = List.of();

  /** Adds a problem; the value is quoted and cut to 80 characters. */
  public void add(String field, Object value, String rule, String remedy) {
    add(cut(field) + " " + quoted(value) + " " + rule + "; " + remedy);
  }

  /** Adds a problem without a value: something is missing, or its value is long or secret. */
  public void add(String field, String rule, String remedy) {
    add(cut(field) + " " + rule + "; " + remedy);
  }

  private void add(String line) {
    if (lines.isEmpty()) {
      lines = new ArrayList<>();
    }
    lines.add(line);
  }

  /** Whether there are no problems. */
  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /** The problems in the order in which they were added. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** Throws one {@link IllegalArgumentException} with all problems, if there are any. */
  public void throwIfAny(String subject) {
    if (lines.isEmpty()) {
      return;
    }
    if (lines.size() == 1) {
      throw new IllegalArgumentException(subject + ": " + lines.get(0));
    }
    throw new IllegalArgumentException(
        subject + " has " + lines.size() + " problems:\n- " + String.join("\n- ", lines));
  }

  /** A value in quotes, cut to 80 characters. */
  public static String quoted(Object value) {
    String text = String.valueOf(value);
    return '"' + cut(text) + '"';
  }

  private static String cut(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
