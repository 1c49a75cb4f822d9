package io.github.plausible4j.internal.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.Revenue;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link EventEncoder} writes. Keys of other releases are ignored. */
final class EventDecoder {
  private static final JsonFactory FACTORY = new JsonFactory();

  private EventDecoder() {}

  /** The event in the JSON, without its visitor. */
  static Event.Builder decode(ByteBuffer json) throws IOException {
    byte[] bytes = new byte[json.remaining()];
    json.get(bytes);
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      Map<String, String> texts = new LinkedHashMap<>();
      Map<String, String> props = Map.of();
      Map<String, String> revenue = Map.of();
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (field.equals("props")) {
          props = value == JsonToken.VALUE_STRING ? parse(parser.getText()) : object(parser);
        } else if (field.equals("revenue")) {
          revenue = object(parser);
        } else if (value.isScalarValue()) {
          texts.put(field, parser.getText());
        } else {
          parser.skipChildren();
        }
      }
      return builder(texts, revenue).props(props);
    }
  }

  private static Event.Builder builder(Map<String, String> texts, Map<String, String> revenue)
      throws IOException {
    Event.Builder event = Event.builder(require(texts, "name"), require(texts, "url"));
    String sites = texts.get("domain");
    if (sites != null) {
      event.site(sites.split(",", -1));
    }
    if (!revenue.isEmpty()) {
      Currency currency = Currency.getInstance(require(revenue, "currency"));
      event.revenue(new Revenue(currency, new BigDecimal(require(revenue, "amount"))));
    }
    String scrollDepth = texts.get("sd");
    if (scrollDepth != null) {
      event.scrollDepth(Integer.parseInt(scrollDepth));
    }
    String time = texts.get("e");
    if (time != null) {
      event.engagementTime(Duration.ofMillis(Long.parseLong(time)));
    }
    return event
        .referrer(texts.get("referrer"))
        .interactive(!"false".equals(texts.get("interactive")))
        .hashMode("1".equals(texts.get("hashMode")));
  }

  private static Map<String, String> parse(String json) throws IOException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      return object(parser);
    }
  }

  private static Map<String, String> object(JsonParser parser) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      texts.put(key, parser.getText());
    }
    return texts;
  }

  private static String require(Map<String, String> texts, String field) throws IOException {
    @Nullable String text = texts.get(field);
    if (text == null) {
      throw new IOException("an event without " + field);
    }
    return text;
  }
}
