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

  /** Whether each surrogate is half of a pair. Most texts have none, so that is asked first. */
  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return isPairedFrom(text, i);
      }
    }
    return true;
  }

  private static boolean isPairedFrom(String text, int start) {
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        i++;
        if (Character.isLowSurrogate(c)
            || i == text.length()
            || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }
}
