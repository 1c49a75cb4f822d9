package io.github.plausible4j.k8s.release;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of an image's name that rules depend on.
 *
 * @param repository without tag and digest
 * @param tag empty where there is none
 * @param digest empty where there is none
 */
public record ImageName(String repository, String tag, String digest) {
  private static final Pattern NUMBERS =
      Pattern.compile("^v?(\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?.*");

  public static ImageName of(String image) {
    int at = image.indexOf('@');
    String digest = at < 0 ? "" : image.substring(at + 1);
    String named = at < 0 ? image : image.substring(0, at);
    int colon = named.lastIndexOf(':');
    boolean tagged = colon > named.lastIndexOf('/');
    return new ImageName(
        tagged ? named.substring(0, colon) : named,
        tagged ? named.substring(colon + 1) : "",
        digest);
  }

  /** Whether the image is built on Alpine, which decides uid and collation. */
  public boolean alpine() {
    return tag.contains("alpine");
  }

  /** Whether a later pull may give something else by design. */
  public boolean floating() {
    return digest.isEmpty() && (tag.isEmpty() || tag.equals("latest"));
  }

  /** A number of the tag's version, for example 0 for the major one; -1 where it has none. */
  public int number(int index) {
    Matcher matcher = NUMBERS.matcher(tag);
    if (!matcher.matches() || matcher.group(index + 1) == null) {
      return -1;
    }
    return Integer.parseInt(matcher.group(index + 1));
  }
}
