package io.github.plausible4j.events;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Measures, cuts and repairs text by its UTF-8 encoding, mostly without encoding it. */
final class Utf8 {
  private static final int MOST_BYTES_OF_A_CHAR = 3;

  private Utf8() {}

  /**
   * Whether a text has more than that many bytes. Most texts are short enough to need no counting.
   */
  static boolean isLongerThan(String text, int bytes) {
    return text.length() > bytes / MOST_BYTES_OF_A_CHAR && length(text) > bytes;
  }

  private static int length(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x800) {
        // Each half of a surrogate pair is one char and two of the pair's four bytes.
        bytes += Character.isSurrogate(c) ? 1 : 2;
      } else if (c >= 0x80) {
        bytes++;
      }
    }
    return bytes;
  }

  /** Cuts a text to at most that many bytes, never inside a character. */
  static String cut(String text, int bytes) {
    if (!isLongerThan(text, bytes)) {
      return text;
    }
    int end = 0;
    int length = 0;
    while (length <= bytes) {
      int codePoint = text.codePointAt(end);
      length += codePoint >= 0x10000 ? 4 : codePoint >= 0x800 ? 3 : codePoint >= 0x80 ? 2 : 1;
      end += length <= bytes ? Character.charCount(codePoint) : 0;
    }
    return text.substring(0, end);
  }

  /** The text with a question mark for each surrogate that is not half of a pair. */
  static String repaired(String text) {
    return isWellFormed(text) ? text : new String(text.getBytes(UTF_8), UTF_8);
  }

  /**
   * Whether each surrogate is half of a pair. Most texts have no surrogates, so that is checked
   * first.
   */
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
