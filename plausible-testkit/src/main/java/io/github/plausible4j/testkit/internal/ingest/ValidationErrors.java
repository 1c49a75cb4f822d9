package io.github.plausible4j.testkit.internal.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.testkit.internal.wire.HttpResponse;
import io.github.plausible4j.testkit.internal.wire.JsonValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The problems of an event, by field. */
final class ValidationErrors {
  private final Map<String, List<String>> messages = new LinkedHashMap<>();

  static ValidationErrors of(String field, String message) {
    ValidationErrors errors = new ValidationErrors();
    errors.add(field, message);
    return errors;
  }

  void add(String field, String message) {
    messages.computeIfAbsent(field, name -> new ArrayList<>()).add(message);
  }

  boolean has(String field) {
    return messages.containsKey(field);
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  HttpResponse answer() {
    ObjectNode body = JsonValues.object();
    body.set("errors", JsonValues.tree(messages));
    return HttpResponse.json(400, body);
  }
}
