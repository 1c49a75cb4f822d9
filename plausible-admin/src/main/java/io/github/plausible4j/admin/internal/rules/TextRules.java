package io.github.plausible4j.admin.internal.rules;

import java.util.Optional;

/**
 * Texts that people give. What cannot be stored is refused before a statement has it. For internal
 * use only.
 */
public final class TextRules {
  /** Of most of Plausible's columns. */
  public static final int LONGEST = 255;

  /** With white space, a scheme and slashes around it. */
  private static final int LONGEST_SOUGHT = 1_000;

  private static final int SHOWN = 80;

  private TextRules() {}

  /**
   * Holds a text to its rule.
   *
   * @throws IllegalArgumentException if the text is blank, too long or cannot be stored
   */
  public static void check(String field, String text, int longest) {
    Optional<String> flaw = flaw(field, text, longest);
    if (flaw.isPresent()) {
      throw new IllegalArgumentException(flaw.get());
    }
  }

  /** What is wrong with a text, and what to do; empty if nothing is. */
  public static Optional<String> flaw(String field, String text, int longest) {
    if (text.isBlank()) {
      return Optional.of(field + " is empty; give it 1 to " + longest + " characters");
    }
    int length = text.codePointCount(0, text.length());
    if (length > longest) {
      return Optional.of(
          field + " has " + length + " characters, which is too long; give it 1 to " + longest);
    }
    return text.codePoints()
        .filter(point -> Character.isISOControl(point) || isHalf(point))
        .mapToObj(point -> unusable(field, point))
        .findFirst();
  }

  /**
   * An email address or a domain to look for, without white space around it.
   *
   * @throws IllegalArgumentException if no text in PostgreSQL can be equal to it
   */
  public static String sought(String field, String text) {
    if (text.length() > LONGEST_SOUGHT) {
      throw new IllegalArgumentException(
          field + " has " + text.length() + " characters, which is too long; give it 1 to 255");
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

  /** At most 80 characters of a text, for messages. */
  public static String cut(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  /** Half a character of UTF-16 would be stored as a question mark. */
  private static boolean isHalf(int point) {
    return Character.getType(point) == Character.SURROGATE;
  }

  private static String unusable(String field, int point) {
    return String.format(
        "%s has the character U+%04X, which cannot be stored; take it out", field, point);
  }
}
