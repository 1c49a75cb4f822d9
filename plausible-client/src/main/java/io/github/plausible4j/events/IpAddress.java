package io.github.plausible4j.events;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads addresses as proxies write them: with ports, brackets, quotes and zones. */
final class IpAddress {
  private static final Pattern IPV4 =
      Pattern.compile(
          "((?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)){3})(?::\\d{1,5})?");
  private static final Pattern BRACKETED =
      Pattern.compile("\\[([0-9A-Fa-f]*:[0-9A-Fa-f:.]*)(?:%.*)?](?::\\d{1,5})?");
  private static final Pattern IPV6 = Pattern.compile("([0-9A-Fa-f]*:[0-9A-Fa-f:.]*)(?:%.*)?");

  private IpAddress() {}

  static String require(String text) {
    return parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    // What is written there may hold a visitor's address all the same.
                    "Visitor: ipAddress (not shown, it may be personal) is not one IPv4 or IPv6"
                        + " address; give that of the visitor, take it by VisitorFinder from what"
                        + " proxies list, or use Visitor.ofServer(name) if no human did it"));
  }

  static Optional<String> parse(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    String bare = text.strip();
    if (bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"")) {
      bare = bare.substring(1, bare.length() - 1);
    }
    Matcher ipv4 = IPV4.matcher(bare);
    if (ipv4.matches()) {
      return Optional.of(ipv4.group(1));
    }
    Matcher bracketed = BRACKETED.matcher(bare);
    Matcher ipv6 = IPV6.matcher(bare);
    if (bracketed.matches()) {
      return checkedIpv6(bracketed.group(1));
    }
    return ipv6.matches() ? checkedIpv6(ipv6.group(1)) : Optional.empty();
  }

  private static Optional<String> checkedIpv6(String text) {
    try {
      // A text that begins with hexadecimal digits and a colon is never looked up as a name.
      InetAddress unused = InetAddress.getByName(text);
      return Optional.of(text);
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
