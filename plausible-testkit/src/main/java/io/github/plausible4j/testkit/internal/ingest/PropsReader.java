package io.github.plausible4j.testkit.internal.ingest;

import io.github.plausible4j.testkit.internal.wire.JsonValues;
import io.github.plausible4j.testkit.internal.wire.MalformedJsonException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the custom properties of an event: selects those that are stored, and converts values to
 * text.
 */
final class PropsReader {
  static final int MAX_PROPS = 30;
  private static final int MAX_KEY_BYTES = 300;
  private static final int MAX_VALUE_BYTES = 2000;
  private static final double LARGEST_EXACT = 0x1p53;

  /** Events of the tracking script that have the path of the page as a property. */
  private static final Set<String> WITH_PATH =
      Set.of("404", "WP Form Completions", "Form: Submission");

  private PropsReader() {}

  static Map<String, String> read(
      @Nullable Object raw, @Nullable String eventName, String pathname) {
    TreeMap<String, String> sorted = new TreeMap<>();
    decode(raw)
        .forEach(
            (key, value) -> {
              String text = text(value);
              if (text != null && !key.isBlank() && !text.isBlank()) {
                sorted.put(key, text);
              }
            });
    Map<String, String> kept = new LinkedHashMap<>();
    if (eventName != null && WITH_PATH.contains(eventName) && !sorted.containsKey("path")) {
      kept.put("path", pathname);
    }
    Iterator<Map.Entry<String, String>> last = sorted.descendingMap().entrySet().iterator();
    while (kept.size() < MAX_PROPS && last.hasNext()) {
      Map.Entry<String, String> prop = last.next();
      kept.put(prop.getKey(), prop.getValue());
    }
    return kept;
  }

  static boolean fits(Map<String, String> props) {
    return props.entrySet().stream()
        .allMatch(
            prop ->
                bytes(prop.getKey()) <= MAX_KEY_BYTES && bytes(prop.getValue()) <= MAX_VALUE_BYTES);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @SuppressWarnings("unchecked") // JsonValues makes objects as maps with string keys only.
  private static Map<String, @Nullable Object> decode(@Nullable Object raw) {
    Object value = raw;
    if (raw instanceof String text) {
      try {
        value = JsonValues.parse(text);
      } catch (MalformedJsonException e) {
        return Map.of();
      }
    }
    return value instanceof Map<?, ?> ? (Map<String, @Nullable Object>) value : Map.of();
  }

  private static @Nullable String text(@Nullable Object value) {
    if (value == null || value instanceof Map || value instanceof List) {
      return null;
    }
    return value instanceof Double number ? shortest(number) : value.toString();
  }

  /** A fraction in the shortest notation, always with a decimal point. */
  private static String shortest(double number) {
    BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    if (exact.signum() == 0) {
      return "0.0";
    }
    String plain = exact.toPlainString();
    String decimal = plain.contains(".") ? plain : plain + ".0";
    String digits = exact.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - exact.scale();
    String scientific =
        (exact.signum() < 0 ? "-" : "")
            + digits.charAt(0)
            + "."
            + (digits.length() == 1 ? "0" : digits.substring(1))
            + "e"
            + exponent;
    boolean large = Math.abs(number) >= LARGEST_EXACT;
    return large || scientific.length() < decimal.length() ? scientific : decimal;
  }
}
