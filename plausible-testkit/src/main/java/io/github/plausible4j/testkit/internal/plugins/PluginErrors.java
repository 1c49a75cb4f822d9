package io.github.plausible4j.testkit.internal.plugins;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.testkit.internal.wire.HttpResponse;
import io.github.plausible4j.testkit.internal.wire.JsonValues;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the errors of a request of the Plugins API. Not thread-safe. */
final class PluginErrors {
  private final List<Problem> problems = new ArrayList<>();

  private record Problem(@Nullable String pointer, String detail) {}

  static HttpResponse unauthorized() {
    return of("Plugins API: unauthorized")
        .answer(401)
        .header("www-authenticate", "Basic realm=\"Plugins API Access\"");
  }

  static HttpResponse notFound() {
    return of("Plugins API: resource not found").answer(404);
  }

  static PluginErrors of(String detail) {
    PluginErrors errors = new PluginErrors();
    errors.problems.add(new Problem(null, detail));
    return errors;
  }

  /** A value does not match the specification. */
  PluginErrors shape(String pointer, String detail) {
    problems.add(new Problem(pointer, detail));
    return this;
  }

  /** A value breaks a rule of the application. */
  PluginErrors rule(String field, String message) {
    problems.add(new Problem(null, field + ": " + message));
    return this;
  }

  PluginErrors addAll(PluginErrors others) {
    problems.addAll(others.problems);
    return this;
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  HttpResponse answer(int status) {
    ObjectNode body = JsonValues.object();
    ArrayNode errors = body.putArray("errors");
    for (Problem problem : problems) {
      ObjectNode error = errors.addObject();
      if (problem.pointer() != null) {
        error.put("title", "Invalid value");
        error.putObject("source").put("pointer", problem.pointer());
      }
      error.put("detail", problem.detail());
    }
    return HttpResponse.json(status, body);
  }
}
