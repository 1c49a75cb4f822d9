package io.github.plausible4j.k8s.internal.image;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version that a tag or a text tells, such as 24.12 in {@code 24.12-alpine}. A part that it
 * does not tell is -1: it is unknown, and neither smaller nor larger than another. For internal use
 * only.
 *
 * @param major the first number
 * @param minor the second number
 * @param patch the third number
 */
public record ImageVersion(int major, int minor, int patch) {
  private static final int LONGEST = 128;
  private static final Pattern NUMBERS =
      Pattern.compile("v?(\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?(?:[^0-9A-Za-z].*)?");

  /** Reads the numbers at the start of a tag; all are -1 where it begins with none. */
  public static ImageVersion of(String tag) {
    Matcher matcher = NUMBERS.matcher(tag);
    return tag.length() <= LONGEST && matcher.matches()
        ? new ImageVersion(number(matcher, 1), number(matcher, 2), number(matcher, 3))
        : new ImageVersion(-1, -1, -1);
  }

  private static int number(Matcher matcher, int group) {
    return matcher.group(group) == null ? -1 : Integer.parseInt(matcher.group(group));
  }

  /** Whether at least the first number is known. */
  public boolean known() {
    return major >= 0;
  }
}
