package io.github.plausible4j.k8s.validation;

import org.jspecify.annotations.Nullable;

/**
 * A problem of a stack: where it is, what was found, which rule is broken, and what to do.
 *
 * @param field the builder method or part that is wrong, such as {@code storage.size}
 * @param value what was found; null if there is no value or it is secret
 * @param rule what is wrong with it
 * @param remedy what to write instead
 */
public record Problem(String field, @Nullable String value, String rule, String remedy) {
  private static final int SHOWN = 80;

  /** The problem as one readable line. Long values are cut to 80 characters. */
  @Override
  public String toString() {
    String shown = "";
    if (value != null) {
      shown = " \"" + (value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…") + '"';
    }
    return field + shown + " " + rule + "; " + remedy;
  }
}
