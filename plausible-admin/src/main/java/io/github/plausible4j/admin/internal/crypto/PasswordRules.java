package io.github.plausible4j.admin.internal.crypto;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Plausible's rules for passwords: 12 to 128 characters, and a zxcvbn score of at least 3 of 4
 * unless the password is longer than 32 bytes. For internal use only.
 */
public final class PasswordRules {
  private static final int SHORTEST = 12;
  private static final int ALWAYS_STRONG_ABOVE_BYTES = 32;
  private static final int LEAST_SCORE = 3;
  private static final Zxcvbn ZXCVBN = new Zxcvbn();

  private PasswordRules() {}

  /** The violated rules, without any character of the password; empty if it is valid. */
  public static List<String> violations(char[] password, int longest, List<String> ownWords) {
    List<String> found = new ArrayList<>();
    int length = Character.codePointCount(password, 0, password.length);
    if (length < SHORTEST || length > longest) {
      found.add("has " + length + " characters; use " + SHORTEST + " to " + longest);
    }
    CharBuffer text = CharBuffer.wrap(password);
    if (text.chars().anyMatch(c -> c == 0)) {
      found.add("has a NUL character, where other bcrypt implementations stop; remove it");
    }
    if (utf8Length(password) <= ALWAYS_STRONG_ABOVE_BYTES
        && ZXCVBN.measure(text, ownWords).getScore() < LEAST_SCORE) {
      found.add("is easy to guess; use four random words or more random characters");
    }
    return found;
  }

  /** Counts the bytes without encoding, so that no copy of the password is left in memory. */
  private static long utf8Length(char[] password) {
    return CharBuffer.wrap(password)
        .codePoints()
        .map(point -> point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4)
        .sum();
  }
}
