package io.github.plausible4j.testkit.internal.wire;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The formats that a client accepts, by its Accept header. For internal use only. */
public final class Accepts {
  private Accepts() {}

  /** Whether JSON is accepted. A missing header accepts everything. */
  public static boolean json(HttpRequest call) {
    return accepts(call, "json", "application");
  }

  /** Whether a page is accepted. A missing header accepts everything. */
  public static boolean html(HttpRequest call) {
    return accepts(call, "html", "text");
  }

  /** Whether the client prefers JSON to a page: JSON is named first. */
  public static boolean prefersJson(HttpRequest call) {
    return ranges(call)
        .filter(range -> matches(range, "json", "application") || matches(range, "html", "text"))
        .findFirst()
        .map(range -> !matches(range, "html", "text"))
        .orElse(false);
  }

  private static boolean accepts(HttpRequest call, String subtype, String type) {
    String header = call.header("Accept");
    return header == null
        || header.isBlank()
        || ranges(call).anyMatch(range -> matches(range, subtype, type));
  }

  private static Stream<String> ranges(HttpRequest call) {
    String header = call.header("Accept");
    if (header == null) {
      return Stream.empty();
    }
    List<String> parts = List.of(header.toLowerCase(Locale.ROOT).split(",", -1));
    return parts.stream()
        .sorted(Comparator.comparingDouble((String part) -> -quality(part)))
        .map(part -> part.split(";", 2)[0].trim());
  }

  private static double quality(String part) {
    for (String parameter : part.split(";", -1)) {
      if (parameter.trim().startsWith("q=")) {
        try {
          return Double.parseDouble(parameter.trim().substring(2));
        } catch (NumberFormatException e) {
          return 1;
        }
      }
    }
    return 1;
  }

  private static boolean matches(String range, String subtype, String type) {
    return range.equals("*/*")
        || range.equals(type + "/*")
        || range.equals(type + "/" + subtype)
        || (subtype.equals("json") && range.startsWith("application/") && range.endsWith("+json"));
  }
}
