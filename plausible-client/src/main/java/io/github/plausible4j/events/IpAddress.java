package io.github.plausible4j.events;

import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Parses an IP address as proxies write it, with port, brackets, quotes or zone, into its canonical
 * text: IPv6 as in RFC 5952, IPv4-mapped IPv6 as IPv4. Plausible compares addresses as text, so two
 * spellings of one address would be two visitors.
 */
final class IpAddress {
  /** More characters than an IPv6 address with brackets, a long zone and a port has. */
  private static final int LONGEST = 120;

  private static final int IPV4_PARTS = 4;

  private IpAddress() {}

  static String require(@Nullable String text) {
    return parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    // Even an invalid text may contain a visitor's address.
                    "Visitor: ipAddress (not shown, it may be personal) is not one IPv4 or IPv6"
                        + " address; use the address of the visitor, find it with VisitorFinder"
                        + " behind proxies, or use Visitor.ofServer(name) if a program caused the"
                        + " event"));
  }

  static Optional<String> parse(@Nullable String text) {
    if (text == null || text.length() > LONGEST) {
      return Optional.empty();
    }
    String bare = withoutSlash(unquoted(text.strip()));
    if (bare.startsWith("[")) {
      int end = bare.indexOf(']');
      return end > 0 && isPortOrNothing(bare, end + 1)
          ? ipv6(bare.substring(1, end))
          : Optional.empty();
    }
    int colon = bare.indexOf(':');
    if (colon >= 0 && bare.indexOf(':', colon + 1) >= 0) {
      return ipv6(bare);
    }
    String host = colon < 0 ? bare : bare.substring(0, colon);
    return isIpv4(host) && isPortOrNothing(bare, host.length())
        ? Optional.of(host)
        : Optional.empty();
  }

  /** A quoted string may have a backslash in front of any character (RFC 9110, section 5.6.4). */
  private static String unquoted(String text) {
    return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1).replace("\\", "")
        : text;
  }

  /** An InetAddress or InetSocketAddress of Java prints its literal after a slash. */
  private static String withoutSlash(String text) {
    return text.startsWith("/") ? text.substring(1) : text;
  }

  /** A port is digits, or in the header Forwarded an obfuscated one such as {@code _a1}. */
  private static boolean isPortOrNothing(String text, int from) {
    if (from == text.length()) {
      return true;
    }
    String port = text.substring(from + 1);
    boolean obfuscated = port.length() > 1 && port.charAt(0) == '_';
    return text.charAt(from) == ':'
        && (obfuscated || (!port.isEmpty() && port.chars().allMatch(c -> c >= '0' && c <= '9')));
  }

  private static boolean isIpv4(String text) {
    int parts = 1;
    int value = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && value >= 0) {
        parts++;
        value = -1;
      } else if (c >= '0' && c <= '9' && value != 0) {
        // Some programs read digits after a zero as octal and others as decimal.
        value = Math.max(value, 0) * 10 + c - '0';
        if (value > 255) {
          return false;
        }
      } else {
        return false;
      }
    }
    return parts == IPV4_PARTS && value >= 0;
  }

  private static Optional<String> ipv6(String text) {
    int zone = text.indexOf('%');
    String address = zone < 0 ? text : text.substring(0, zone);
    if (address.indexOf(':') < 0 || !address.chars().allMatch(IpAddress::isOfIpv6)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new HttpUrl.Builder().scheme("http").host(address).build().host());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isOfIpv6(int c) {
    return (Character.digit(c, 16) >= 0 && c < 0x80) || c == ':' || c == '.';
  }
}
