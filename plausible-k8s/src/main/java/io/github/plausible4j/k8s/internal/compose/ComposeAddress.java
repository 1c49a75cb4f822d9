package io.github.plausible4j.k8s.internal.compose;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The address of a database, taken apart in one pass. Holds a secret. For internal use only.
 *
 * @param scheme such as {@code postgres}
 * @param user decoded; null for none
 * @param password decoded; null for none
 * @param host without brackets; empty for a socket
 * @param port with its colon; empty for none
 * @param database empty for none
 * @param query with its question mark; empty for none
 */
public record ComposeAddress(
    String scheme,
    @Nullable String user,
    @Nullable String password,
    String host,
    String port,
    String database,
    String query) {
  private static final int LONGEST = 4096;

  /** Empty where the text is not an address. */
  public static Optional<ComposeAddress> parse(String text) {
    int start = text.indexOf("://");
    if (start <= 0 || text.length() > LONGEST) {
      return Optional.empty();
    }
    String rest = text.substring(start + 3);
    // A password may have an @ or a / that nobody encoded; the last @ ends it.
    int question = rest.indexOf('?', rest.lastIndexOf('@') + 1);
    String query = question < 0 ? "" : rest.substring(question);
    rest = question < 0 ? rest : rest.substring(0, question);
    int at = rest.lastIndexOf('@');
    String login = at < 0 ? "" : rest.substring(0, at);
    String place = rest.substring(at + 1);
    int slash = place.indexOf('/');
    String authority = slash < 0 ? place : place.substring(0, slash);
    int colon = authority.startsWith("[") ? authority.indexOf("]:") + 1 : authority.indexOf(':');
    boolean hasPort = colon > 0;
    String host = hasPort ? authority.substring(0, colon) : authority;
    int separator = login.indexOf(':');
    return Optional.of(
        new ComposeAddress(
            text.substring(0, start),
            at < 0 ? null : decoded(separator < 0 ? login : login.substring(0, separator)),
            separator < 0 ? null : decoded(login.substring(separator + 1)),
            host.replace("[", "").replace("]", ""),
            hasPort ? authority.substring(colon) : "",
            slash < 0 ? "" : place.substring(slash + 1),
            query));
  }

  /** The address without its password. */
  public String withoutPassword() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return scheme
        + "://"
        + encoded(String.valueOf(user))
        + "@"
        + name
        + port
        + "/"
        + database
        + query;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // a lone percent sign that nobody encoded
    }
  }

  /** The address may hold a password. */
  @Override
  public String toString() {
    return "ComposeAddress[host=" + host + "]";
  }
}
