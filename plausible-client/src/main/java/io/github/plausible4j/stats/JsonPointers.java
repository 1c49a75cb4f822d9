package io.github.plausible4j.stats;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/** Names parts of JSON documents in messages. */
final class JsonPointers {
  private JsonPointers() {}

  /** A key as a step of a JSON pointer, RFC 6901. */
  static String escape(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  /** The kind of a value, for messages: array, object, string … */
  static String kind(JsonNode json) {
    return json.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  /** The value as a whole number. As in JSON Schema, 10.0 is a whole number, too. */
  static Optional<BigInteger> wholeNumber(JsonNode json) {
    if (!json.isNumber()) {
      return Optional.empty();
    }
    BigDecimal number = json.decimalValue();
    // 1e999999999 is a whole number, but its digits would fill the memory.
    if (number.precision() - (long) number.scale() > 1000) {
      return Optional.empty();
    }
    try {
      return Optional.of(number.toBigIntegerExact());
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }
}
