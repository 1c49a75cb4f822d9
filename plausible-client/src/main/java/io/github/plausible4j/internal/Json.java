package io.github.plausible4j.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The client's JSON configuration and reader. Every unreadable document throws a {@link
 * JsonProcessingException}. Works with Jackson 2.13 and later. Thread-safe. For internal use only.
 */
public final class Json {
  /** Decimals keep their digits. */
  public static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .nodeFactory(new BoundedNumbers())
          .build();

  /** For generators and parsers without databind. */
  public static final JsonFactory FACTORY = MAPPER.getFactory();

  private static final ObjectReader READER = MAPPER.reader();
  private static final ObjectReader STRICT =
      READER.with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
  // In a list the next value follows, so trailing tokens are allowed.
  private static final ObjectReader ELEMENT =
      READER.without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final Pattern SOURCE =
      Pattern.compile("\\[Source: .*?; (line: \\d+, column: \\d+)]", Pattern.DOTALL);

  private Json() {}

  /** Reads a document. */
  public static JsonNode read(String json) throws JsonProcessingException {
    return read(() -> READER.readTree(json));
  }

  /** Reads a document in UTF-8, UTF-16 or UTF-32. */
  public static JsonNode read(byte[] json) throws JsonProcessingException {
    return read(() -> READER.readTree(json));
  }

  /** Reads a document without duplicate keys. */
  public static JsonNode readStrictly(String json) throws JsonProcessingException {
    return read(() -> STRICT.readTree(json));
  }

  /** Reads the value at the current position of a parser. */
  public static JsonNode readElement(JsonParser parser) throws IOException {
    try {
      return ELEMENT.readTree(parser);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new UnreadableException(e);
    }
  }

  /** The fields of an object in their order; anything else has no fields. */
  public static Map<String, JsonNode> fields(JsonNode json) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    json.fieldNames().forEachRemaining(name -> fields.put(name, json.get(name)));
    return fields;
  }

  /** What is wrong with a document, without the source, which may be long or secret. */
  public static String problem(JsonProcessingException failure) {
    return SOURCE.matcher(failure.getOriginalMessage()).replaceAll("$1");
  }

  private interface Read {
    JsonNode read() throws IOException;
  }

  private static JsonNode read(Read read) throws JsonProcessingException {
    try {
      return read.read();
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    } catch (IllegalArgumentException | ArithmeticException e) {
      // Jackson throws these for an exponent that is too large for a BigDecimal.
      throw new UnreadableException(e);
    }
  }

  private static final class UnreadableException extends JsonProcessingException {
    @Serial private static final long serialVersionUID = 1L;

    UnreadableException(RuntimeException cause) {
      super("a number cannot be read: " + cause.getMessage(), cause);
    }
  }

  /** Refuses numbers whose digits would fill the memory; no statistic is that large. */
  private static final class BoundedNumbers extends JsonNodeFactory {
    @Serial private static final long serialVersionUID = 1L;

    /** More than a double has: 309 digits before the decimal point, or 324 zeros after it. */
    private static final int MOST_ZEROS = 400;

    BoundedNumbers() {
      super(true);
    }

    /** Jackson before 2.15 turns a number that is too large into an infinite double. */
    @Override
    public NumericNode numberNode(double number) {
      if (!Double.isFinite(number)) {
        throw new IllegalArgumentException("it is not finite");
      }
      return super.numberNode(number);
    }

    @Override
    public ValueNode numberNode(BigDecimal number) {
      long digitsBeforePoint = (long) number.precision() - number.scale();
      if (digitsBeforePoint > MOST_ZEROS || digitsBeforePoint < -MOST_ZEROS) {
        throw new IllegalArgumentException(
            "its exponent is beyond " + MOST_ZEROS + ", which no statistic has");
      }
      return super.numberNode(number);
    }
  }
}
