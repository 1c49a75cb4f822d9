package io.github.plausible4j.k8s.validation;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a stack: where, what was found, which rule it breaks, what to do.
 *
 * @param field the builder method or part that is wrong, such as {@code storage.size}
 * @param value what was found; null where nothing was given or the value is secret
 * @param rule what is wrong with it
 * @param remedy what to write instead
 */
public record Problem(String field, @Nullable String value, String rule, String remedy) {
  private static final int SHOWN = 80;

  /** A line for people; long values are cut to 80 characters. */
  @Override
  public String toString() {
    String shown = "";
    if (value != null) {
      shown = " \"" + (value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…") + '"';
    }
    return field + shown + " " + rule + "; " + remedy;
  }
}
