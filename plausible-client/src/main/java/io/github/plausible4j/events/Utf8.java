package io.github.plausible4j.events;

/** Counts the bytes of text in UTF-8 without encoding it. */
final class Utf8 {
  private static final int MOST_BYTES_OF_A_CHAR = 3;

  private Utf8() {}

  /** Whether a text has more bytes than that; most texts are so short that none is counted. */
  static boolean isLongerThan(String text, int bytes) {
    return text.length() > bytes / MOST_BYTES_OF_A_CHAR && length(text) > bytes;
  }

  private static int length(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x800) {
        // Each half of a surrogate pair is a char here and two of the pair's four bytes there.
        bytes += Character.isSurrogate(c) ? 1 : 2;
      } else if (c >= 0x80) {
        bytes++;
      }
    }
    return bytes;
  }

  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
