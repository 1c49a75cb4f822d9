package io.github.plausible4j.testkit.internal.http;

import io.github.plausible4j.testkit.internal.wire.ErrorResponses;
import io.github.plausible4j.testkit.internal.wire.HttpRequest;
import io.github.plausible4j.testkit.internal.wire.HttpResponse;
import io.github.plausible4j.testkit.internal.wire.JsonValues;
import io.github.plausible4j.testkit.internal.wire.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the endpoint of a call. A pattern such as {@code /api/v1/sites/:site} names its parameters,
 * which the endpoint receives in this order; {@code *rest} matches all further segments. Must not
 * be changed after its first use. For internal use only.
 */
public final class Router implements Function<HttpRequest, HttpResponse> {
  /** Longer bodies are not read as JSON; endpoints answer them with 413. */
  private static final int MOST_JSON_BYTES = 8_000_000;

  private final List<Route> routes = new ArrayList<>();

  /** Answers a call whose path matched. */
  @FunctionalInterface
  public interface Endpoint {
    /** The parameters of the path, decoded, in the order of the pattern. */
    HttpResponse answer(HttpRequest call, List<String> parameters);
  }

  private record Route(String method, List<String> pattern, Endpoint endpoint) {
    @Nullable List<String> match(String requested, List<String> segments) {
      if (!method.equals(requested)) {
        return null;
      }
      List<String> parameters = new ArrayList<>();
      for (int i = 0; i < pattern.size(); i++) {
        if (pattern.get(i).startsWith("*") && segments.size() > i) {
          parameters.add(String.join("/", segments.subList(i, segments.size())));
          return parameters;
        }
        if (i >= segments.size()) {
          return null;
        }
        if (pattern.get(i).startsWith(":")) {
          parameters.add(segments.get(i));
        } else if (!pattern.get(i).equals(segments.get(i))) {
          return null;
        }
      }
      return segments.size() == pattern.size() ? parameters : null;
    }
  }

  private static boolean isMalformed(HttpRequest call) {
    if (call.body().length > MOST_JSON_BYTES) {
      return false;
    }
    try {
      JsonValues.parse(call.body());
      return false;
    } catch (MalformedJsonException e) {
      return true;
    }
  }

  /** Adds an endpoint. If several match a call, the first one answers. */
  public Router on(String method, String pattern, Endpoint endpoint) {
    routes.add(
        new Route(
            method,
            pattern.equals("/") ? List.of() : List.of(pattern.substring(1).split("/", -1)),
            endpoint));
    return this;
  }

  /** Adds an endpoint without parameters. */
  public Router on(String method, String pattern, Function<HttpRequest, HttpResponse> endpoint) {
    return on(method, pattern, (call, parameters) -> endpoint.apply(call));
  }

  @Override
  public HttpResponse apply(HttpRequest call) {
    // A real server reads JSON before it looks for a route or a key.
    if (call.isJson()
        && call.body().length > 0
        && !call.method().equals("GET")
        && isMalformed(call)) {
      return ErrorResponses.of(call, 400);
    }
    List<String> segments = call.segments();
    for (Route route : routes) {
      List<String> parameters = route.match(call.method(), segments);
      if (parameters != null) {
        return route.endpoint().answer(call, parameters);
      }
    }
    return ErrorResponses.noRoute(call);
  }
}
