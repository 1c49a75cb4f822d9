package io.github.plausible4j.testkit.internal.ingest;

import io.github.plausible4j.testkit.internal.wire.JsonValues;
import io.github.plausible4j.testkit.internal.wire.MalformedJsonException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The revenue of an event, as it was sent. */
record Revenue(BigDecimal amount, String currency) {
  /** The beginning of a text that counts as an amount. */
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(?:\\.\\d{1,18})?");

  /**
   * Reads an object, or a text that contains one. Returns null for anything that is not revenue.
   */
  static @Nullable Revenue of(@Nullable Object raw) {
    Object value = raw;
    if (raw instanceof String text) {
      try {
        value = JsonValues.parse(text);
      } catch (MalformedJsonException e) {
        return null;
      }
    }
    if (value instanceof Map<?, ?> object
        && object.get("currency") instanceof String currency
        && object.get("amount") != null) {
      Matcher amount = NUMBER.matcher(String.valueOf(object.get("amount")));
      return amount.lookingAt() ? new Revenue(new BigDecimal(amount.group()), currency) : null;
    }
    return null;
  }
}
