package io.github.plausible4j.servlet;

import java.net.URI;
import java.util.List;
import java.util.Objects;

/** Scheme, host and port of the addresses that visitors see. */
final class Origin {
  private Origin() {}

  /**
   * The origin without white space and the slash at its end.
   *
   * @throws IllegalArgumentException if it is not an http or https address, or has a path
   */
  static String require(String origin) {
    String trimmed = origin.strip().replaceFirst("/$", "");
    if (!isOrigin(trimmed)) {
      throw new IllegalArgumentException(
          "origin \""
              + origin
              + "\" is not scheme and host; use the part before the path, such as"
              + " https://blog.example.com");
    }
    return trimmed;
  }

  private static boolean isOrigin(String text) {
    try {
      URI uri = URI.create(text);
      return List.of("http", "https").contains(Objects.toString(uri.getScheme()))
          && uri.getHost() != null
          && uri.getRawPath().isEmpty()
          && uri.getRawQuery() == null
          && uri.getRawUserInfo() == null
          && uri.getRawFragment() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
