package io.github.plausible4j.testkit.internal.ingest;

import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keys of a body with their aliases. */
final class KeyAliases {
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");

  private final Map<String, @Nullable Object> body;

  KeyAliases(Map<String, @Nullable Object> body) {
    this.body = body;
  }

  /** The first value that is neither null nor false; otherwise the value of the last name. */
  @Nullable Object first(String... names) {
    Object value = null;
    for (String name : names) {
      value = body.get(name);
      if (value != null && !Boolean.FALSE.equals(value)) {
        return value;
      }
    }
    return value;
  }

  /** Whether one of the names has the JSON value false. */
  boolean isFalse(String... names) {
    for (String name : names) {
      if (Boolean.FALSE.equals(body.get(name))) {
        return true;
      }
    }
    return false;
  }

  /** The value as a whole number if it is one, or a string that is one; null otherwise. */
  static @Nullable BigInteger integer(@Nullable Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return BigInteger.valueOf(((Number) value).longValue());
    }
    if (value instanceof BigInteger big) {
      return big;
    }
    if (value instanceof String text && INTEGER.matcher(text).matches()) {
      return new BigInteger(text.startsWith("+") ? text.substring(1) : text);
    }
    return null;
  }
}
