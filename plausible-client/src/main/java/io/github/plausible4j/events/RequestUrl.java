package io.github.plausible4j.events;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Turns the URL of a request into an address that every server accepts: percent-encodes forbidden
 * characters, and shortens a long address, beginning with the least useful parts.
 */
final class RequestUrl {
  /** Plausible uses these only to see whether a visit was paid for. */
  private static final Set<String> CLICK_IDS =
      Set.of(
          "gclid",
          "gbraid",
          "wbraid",
          "msclkid",
          "fbclid",
          "twclid",
          "dclid",
          "yclid",
          "ttclid",
          "li_fat_id",
          "igshid",
          "mc_eid",
          "_ga",
          "_gl");

  private static final Set<String> SOURCES =
      Set.of(
          "utm_source", "source", "ref", "utm_medium", "utm_campaign", "utm_content", "utm_term");

  private RequestUrl() {}

  /**
   * Repairs an address.
   *
   * @param hasFragmentInPath whether the fragment is part of the page's path
   */
  static String of(String url, boolean hasFragmentInPath) {
    String encoded = encoded(url.strip());
    return Utf8.isLongerThan(encoded, EventRules.URL_BYTES)
        ? shortened(encoded, hasFragmentInPath)
        : encoded;
  }

  private static String encoded(String url) {
    StringBuilder encoded = new StringBuilder(url.length() + 8);
    if (!url.isEmpty() && !url.startsWith("/") && !EventRules.hasScheme(url)) {
      // A request target such as *, or a host alone, names no site: the caller has to set one.
      encoded.append('/');
    }
    String text = Utf8.repaired(url);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == 0x7f || (c == '%' && !isEncodedAt(text, i))) {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
      } else {
        encoded.append(c);
      }
    }
    return encoded.toString();
  }

  static boolean isEncodedAt(String url, int at) {
    return at + 2 < url.length()
        && HexFormat.isHexDigit(url.charAt(at + 1))
        && HexFormat.isHexDigit(url.charAt(at + 2));
  }

  private static String shortened(String url, boolean hasFragmentInPath) {
    int hash = url.indexOf('#');
    String fragment = hash < 0 ? "" : url.substring(hash);
    String rest = hash < 0 ? url : url.substring(0, hash);
    int question = rest.indexOf('?');
    String page = question < 0 ? rest : rest.substring(0, question);
    String query = question < 0 ? "" : rest.substring(question + 1);
    String kept = hasFragmentInPath ? fragment : "";
    String withoutClickIds = withQuery(page, query, name -> !CLICK_IDS.contains(name));
    List<String> shorterAndShorter =
        List.of(
            withoutClickIds + fragment,
            withoutClickIds + kept,
            withQuery(page, query, SOURCES::contains) + kept);
    return shorterAndShorter.stream()
        .filter(shorter -> !Utf8.isLongerThan(shorter, EventRules.URL_BYTES))
        .findFirst()
        .orElseGet(() -> cut(page + kept));
  }

  private static String withQuery(String page, String query, Predicate<String> keep) {
    String kept =
        Arrays.stream(query.split("&", -1))
            .filter(parameter -> keep.test(name(parameter)))
            .collect(Collectors.joining("&"));
    return kept.isEmpty() ? page : page + "?" + kept;
  }

  private static String name(String parameter) {
    int equals = parameter.indexOf('=');
    return equals < 0 ? parameter : parameter.substring(0, equals);
  }

  private static String cut(String url) {
    String cut = Utf8.cut(url, EventRules.URL_BYTES);
    int percent = cut.lastIndexOf('%');
    return percent >= 0 && percent > cut.length() - 3 ? cut.substring(0, percent) : cut;
  }
}
