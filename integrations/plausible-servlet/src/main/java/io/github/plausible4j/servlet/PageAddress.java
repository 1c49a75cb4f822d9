package io.github.plausible4j.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The address of a page as it is sent to Plausible: without session ids, and only with the query
 * parameters that Plausible reads, because others may be secret.
 */
final class PageAddress {
  private static final Set<String> PARAMETERS =
      Set.of(
          "utm_source",
          "source",
          "ref",
          "utm_medium",
          "utm_campaign",
          "utm_content",
          "utm_term",
          "gclid",
          "gbraid",
          "wbraid",
          "msclkid",
          "fbclid",
          "twclid");

  private PageAddress() {}

  /**
   * The address of the requested page.
   *
   * @param origin the scheme, host and port that visitors see; {@code null} for those of the
   *     request
   */
  static String of(HttpServletRequest request, @Nullable String origin) {
    String address = origin == null ? request.getRequestURL().toString() : origin + path(request);
    // Servlet containers append session ids after a semicolon, which would make each visitor's
    // pages different.
    address = address.replaceAll(";[^/]*", "");
    String query = campaign(request.getQueryString());
    return query.isEmpty() ? address : address + "?" + query;
  }

  private static String path(HttpServletRequest request) {
    String path = request.getRequestURI();
    // A request to a proxy has a complete URL in its first line.
    return path.startsWith("/") ? path : "/";
  }

  private static String campaign(@Nullable String query) {
    if (query == null) {
      return "";
    }
    return Arrays.stream(query.split("&", -1))
        .filter(pair -> PARAMETERS.contains(pair.split("=", 2)[0].toLowerCase(Locale.ROOT)))
        .collect(Collectors.joining("&"));
  }
}
