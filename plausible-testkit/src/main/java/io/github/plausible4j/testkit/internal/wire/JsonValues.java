package io.github.plausible4j.testkit.internal.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON like the real server: strict UTF-8 without a byte order mark and without further text.
 * If a key is repeated, the first one counts. Values are maps, lists, strings, booleans, {@code
 * Integer}, {@code Long}, {@code BigInteger}, {@code Double} and null. For internal use only.
 */
public final class JsonValues {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonFactory FACTORY = MAPPER.getFactory();

  private JsonValues() {}

  /** Reads a whole text. An empty text is not JSON. */
  public static @Nullable Object parse(byte[] utf8) throws MalformedJsonException {
    try {
      return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      throw new MalformedJsonException("not UTF-8", e);
    }
  }

  /** Reads a whole text. An empty text is not JSON. */
  public static @Nullable Object parse(String text) throws MalformedJsonException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new MalformedJsonException("empty", null);
      }
      Object value = read(parser);
      if (parser.nextToken() != null) {
        throw new MalformedJsonException("more than one value", null);
      }
      return value;
    } catch (IOException e) {
      throw new MalformedJsonException("not JSON", e);
    }
  }

  private static @Nullable Object read(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> readObject(parser);
      case START_ARRAY -> readArray(parser);
      case VALUE_STRING -> whole(parser.getText());
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  /** Rejects a text that contains half a surrogate pair. */
  private static String whole(String text) throws IOException {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IOException("half a surrogate pair");
    }
    return text;
  }

  /** Rejects a number that is too large for a real server. */
  private static double finite(double number) throws IOException {
    if (Double.isInfinite(number)) {
      throw new IOException("number out of range");
    }
    return number;
  }

  private static Map<String, @Nullable Object> readObject(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = whole(parser.currentName());
      parser.nextToken();
      Object value = read(parser);
      if (!object.containsKey(key)) {
        object.put(key, value);
      }
    }
    return object;
  }

  private static List<@Nullable Object> readArray(JsonParser parser) throws IOException {
    List<@Nullable Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(read(parser));
    }
    return array;
  }

  /** A new empty object for an answer. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Converts a value to a tree. */
  public static JsonNode tree(@Nullable Object value) {
    return MAPPER.valueToTree(value);
  }

  /** Converts a tree to UTF-8. */
  public static byte[] write(JsonNode tree) {
    try {
      return MAPPER.writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
