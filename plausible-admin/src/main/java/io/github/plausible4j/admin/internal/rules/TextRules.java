package io.github.plausible4j.admin.internal.rules;

import java.util.Optional;

/**
 * Rules for texts from callers. Text that cannot be stored is refused before it reaches a
 * statement. For internal use only.
 */
public final class TextRules {
  /** The length of most of Plausible's columns. */
  public static final int LONGEST = 255;

  /** Longer than {@link #LONGEST}, because of white space, a scheme and slashes around it. */
  private static final int LONGEST_SOUGHT = 1_000;

  private static final int SHOWN = 80;

  private TextRules() {}

  /**
   * Checks a text.
   *
   * @throws IllegalArgumentException if the text is blank, too long or cannot be stored
   */
  public static void check(String field, String text, int longest) {
    Optional<String> flaw = flaw(field, text, longest);
    if (flaw.isPresent()) {
      throw new IllegalArgumentException(flaw.get());
    }
  }

  /** The problem of a text with its remedy; empty if the text is valid. */
  public static Optional<String> flaw(String field, String text, int longest) {
    if (text.isBlank()) {
      return Optional.of(field + " is empty; use 1 to " + longest + " characters");
    }
    int length = text.codePointCount(0, text.length());
    if (length > longest) {
      return Optional.of(
          field + " has " + length + " characters, which is too long; use 1 to " + longest);
    }
    return text.codePoints()
        .filter(point -> Character.isISOControl(point) || isHalf(point))
        .mapToObj(point -> unusable(field, point))
        .findFirst();
  }

  /**
   * Strips an email address or a domain to search for.
   *
   * @throws IllegalArgumentException if PostgreSQL cannot contain such a text
   */
  public static String sought(String field, String text) {
    if (text.length() > LONGEST_SOUGHT) {
      throw new IllegalArgumentException(
          field + " has " + text.length() + " characters, which is too long; use 1 to 255");
    }
    text.codePoints()
        .filter(point -> point == 0 || isHalf(point))
        .findFirst()
        .ifPresent(
            point -> {
              throw new IllegalArgumentException(unusable(field, point));
            });
    return text.strip();
  }

  /** Cuts a text to 80 characters, for messages. */
  public static String cut(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  /** An unpaired surrogate would be stored as a question mark. */
  private static boolean isHalf(int point) {
    return Character.getType(point) == Character.SURROGATE;
  }

  private static String unusable(String field, int point) {
    return String.format(
        "%s has the character U+%04X, which cannot be stored; remove it", field, point);
  }
}
