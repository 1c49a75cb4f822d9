package io.github.plausible4j.admin;

/** Texts that people give to keys, tokens and links. */
final class Names {
  private static final int LONGEST = 255;

  private Names() {}

  static void check(String field, String name) {
    if (name.isBlank() || name.length() > LONGEST) {
      throw new IllegalArgumentException(
          field + " has " + name.length() + " characters; give it 1 to " + LONGEST);
    }
  }
}
