package io.github.plausible4j.internal.delivery;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.plausible4j.internal.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Writes properties as a string that contains JSON, the only format that servers of 2021 and 2022
 * accept.
 */
final class PropsText {
  private PropsText() {}

  static String of(Map<String, String> props) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
      json.writeStartObject();
      for (Map.Entry<String, String> prop : props.entrySet()) {
        json.writeStringField(prop.getKey(), prop.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return text.toString();
  }
}
