package io.github.plausible4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.internal.HttpResponse;
import io.github.plausible4j.internal.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the error messages in an error body. Plausible has four formats: {@code {"error": text}}
 * (statistics, sites), {@code {"errors": {field: [text]}}} (events), {@code {"errors": [{"detail":
 * text}]}} (plugins) and {@code {"message": text}} (its error view). Any other body is a page
 * without messages.
 */
final class ErrorResponseReader {
  private static final int BODY_KEPT = 64 * 1024;
  private static final int TEXT_SHOWN = 500;

  private ErrorResponseReader() {}

  static ErrorResponse read(HttpResponse answer) {
    String text = answer.text();
    String body = text.length() <= BODY_KEPT ? text : text.substring(0, BODY_KEPT);
    List<String> messages = messages(body);
    if (messages.isEmpty()) {
      messages = List.of("HTTP status " + answer.status());
    }
    return new ErrorResponse(
        answer.status(),
        messages,
        body,
        answer.request()
            + " was answered "
            + answer.status()
            + ": "
            + cut(String.join("; ", messages)));
  }

  private static String cut(String text) {
    return text.length() <= TEXT_SHOWN ? text : text.substring(0, TEXT_SHOWN) + "…";
  }

  private static List<String> messages(String body) {
    JsonNode json = json(body);
    List<String> found = new ArrayList<>();
    addText(json.get("error"), "", found);
    addText(json.get("message"), "", found);
    JsonNode errors = json.path("errors");
    for (Map.Entry<String, JsonNode> field : Json.fields(errors).entrySet()) {
      for (JsonNode message : field.getValue()) {
        addText(message, field.getKey() + " ", found);
      }
    }
    if (errors.isArray()) {
      for (JsonNode error : errors) {
        addText(error.isTextual() ? error : error.get("detail"), "", found);
      }
    }
    return found;
  }

  private static void addText(@Nullable JsonNode node, String prefix, List<String> found) {
    if (node != null && node.isTextual()) {
      found.add(prefix + node.asText());
    }
  }

  private static JsonNode json(String body) {
    try {
      return Json.read(body);
    } catch (JsonProcessingException e) {
      return Json.MAPPER.missingNode();
    }
  }
}
