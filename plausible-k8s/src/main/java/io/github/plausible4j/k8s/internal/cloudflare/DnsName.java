package io.github.plausible4j.k8s.internal.cloudflare;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A host's full name in lower case and ASCII. For internal use only.
 *
 * @param text without a point at the end
 */
public record DnsName(String text) {
  private static final int LONGEST = 253;
  private static final int SHOWN = 80;
  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{3,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
              + "(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+");

  /**
   * Reads a name; letters beyond ASCII become Punycode.
   *
   * @throws IllegalArgumentException if the text is not a host's full name
   */
  public static DnsName of(String host) {
    String ascii = host.length() > LONGEST ? "" : ascii(host.strip());
    if (!NAME.matcher(ascii).matches() || ascii.matches("[0-9.]+")) {
      throw new IllegalArgumentException(
          "host \""
              + (host.length() > LONGEST ? host.substring(0, SHOWN) + "…" : host)
              + "\" is not a full name; write it without scheme, port and path, such as"
              + " stats.example.org");
    }
    return new DnsName(ascii);
  }

  private static String ascii(String host) {
    try {
      return IDN.toASCII(host).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** The zones that the name could be in, longest first; a name of one label is none. */
  public List<String> possibleZones() {
    List<String> zones = new ArrayList<>();
    String rest = text;
    while (rest.indexOf('.') >= 0) {
      zones.add(rest);
      rest = rest.substring(rest.indexOf('.') + 1);
    }
    return zones;
  }

  /** Whether another text is the same name. */
  public boolean is(String other) {
    return text.equalsIgnoreCase(other);
  }

  @Override
  public String toString() {
    return text;
  }
}
