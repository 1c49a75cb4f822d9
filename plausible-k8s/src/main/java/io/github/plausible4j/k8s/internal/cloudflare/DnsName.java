package io.github.plausible4j.k8s.internal.cloudflare;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A fully qualified host name in lower-case ASCII. For internal use only.
 *
 * @param text the name, without a trailing dot
 */
public record DnsName(String text) {
  private static final int MAX_LENGTH = 253;
  private static final int MAX_SHOWN = 80;
  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{3,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
              + "(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+");

  /**
   * Parses a name. Labels with non-ASCII letters become Punycode.
   *
   * @throws IllegalArgumentException if the text is not a fully qualified host name
   */
  public static DnsName of(String host) {
    String ascii = host.length() > MAX_LENGTH ? "" : ascii(host.strip());
    if (!NAME.matcher(ascii).matches() || ascii.matches("[0-9.]+")) {
      throw new IllegalArgumentException(
          "host \""
              + (host.length() > MAX_LENGTH ? host.substring(0, MAX_SHOWN) + "…" : host)
              + "\" is not a fully qualified host name; write it without scheme, port and path,"
              + " such as stats.example.org");
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

  /** The zones that the name could be in, longest first. Top-level domains are left out. */
  public List<String> possibleZones() {
    List<String> zones = new ArrayList<>();
    String rest = text;
    while (rest.indexOf('.') >= 0) {
      zones.add(rest);
      rest = rest.substring(rest.indexOf('.') + 1);
    }
    return zones;
  }

  /** Whether the text is the same name, ignoring case. */
  public boolean is(String other) {
    return text.equalsIgnoreCase(other);
  }

  @Override
  public String toString() {
    return text;
  }
}
