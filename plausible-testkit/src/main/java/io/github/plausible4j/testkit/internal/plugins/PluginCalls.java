package io.github.plausible4j.testkit.internal.plugins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.testkit.internal.account.Directory;
import io.github.plausible4j.testkit.internal.account.Site;
import io.github.plausible4j.testkit.internal.wire.Accepts;
import io.github.plausible4j.testkit.internal.wire.ErrorResponses;
import io.github.plausible4j.testkit.internal.wire.HttpRequest;
import io.github.plausible4j.testkit.internal.wire.HttpResponse;
import io.github.plausible4j.testkit.internal.wire.JsonValues;
import io.github.plausible4j.testkit.internal.wire.MalformedJsonException;
import io.github.plausible4j.testkit.internal.wire.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The common parts of all requests of the Plugins API. Thread-safe. */
final class PluginCalls {
  static final int DEFAULT_LIMIT = 10;

  private final Directory directory;
  private final Supplier<String> baseUrl;

  PluginCalls(Directory directory, Supplier<String> baseUrl) {
    this.directory = directory;
    this.baseUrl = baseUrl;
  }

  /** Answers a request for the site of the token, or rejects it. */
  HttpResponse authorized(HttpRequest call, Function<Site, HttpResponse> answer) {
    if (!Accepts.json(call)) {
      return ErrorResponses.of(call, 406);
    }
    Site site = siteOf(call);
    return site == null ? PluginErrors.unauthorized() : answer.apply(site);
  }

  /** As above, for a request with a body of this schema. */
  HttpResponse withBody(
      HttpRequest call,
      Function<JsonNode, PluginErrors> shape,
      BiFunction<Site, JsonNode, HttpResponse> answer) {
    return authorized(
        call,
        site -> {
          JsonNode body = body(call);
          if (body == null) {
            return ErrorResponses.of(call, 400);
          }
          PluginErrors errors = shape.apply(body);
          return errors.isEmpty() ? answer.apply(site, body) : errors.answer(422);
        });
  }

  /** As above, for a request about one object by its id. */
  HttpResponse withId(HttpRequest call, String id, BiFunction<Site, Long, HttpResponse> answer) {
    return authorized(
        call,
        site -> {
          try {
            return answer.apply(site, Long.valueOf(id));
          } catch (NumberFormatException e) {
            return new PluginErrors().shape("/id", "Invalid integer. Got: string").answer(422);
          }
        });
  }

  /** As above, for a list. A limit that is not a number is rejected. */
  HttpResponse paged(HttpRequest call, BiFunction<Site, Map<String, String>, HttpResponse> answer) {
    return authorized(
        call,
        site -> {
          if (!Page.isCursor(call.query().get("after"))
              || !Page.isCursor(call.query().get("before"))) {
            return ErrorResponses.of(call, 500);
          }
          String limit = call.query().get("limit");
          return limit == null || limit.matches("-?\\d{1,18}")
              ? answer.apply(site, call.query())
              : new PluginErrors().shape("/limit", "Invalid integer. Got: string").answer(422);
        });
  }

  /** The site of the token in the Authorization header, or null. */
  @Nullable Site siteOf(HttpRequest call) {
    String header = call.header("Authorization");
    if (header == null || !header.startsWith("Basic ")) {
      return null;
    }
    try {
      String pair =
          new String(
              Base64.getDecoder().decode(header.substring("Basic ".length()).trim()),
              StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? null : directory.siteOfToken(pair.substring(colon + 1));
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  String url(String path) {
    return baseUrl.get() + path;
  }

  /** The links to the next and previous page. */
  ObjectNode pagination(String path, Page<?> page, Map<String, String> parameters) {
    ObjectNode meta = JsonValues.object();
    ObjectNode pagination = meta.putObject("pagination");
    ObjectNode links = pagination.putObject("links");
    link(links, "next", path, "after", page.after(), parameters);
    link(links, "prev", path, "before", page.before(), parameters);
    pagination
        .put("has_next_page", page.after() != null)
        .put("has_prev_page", page.before() != null);
    return meta;
  }

  private void link(
      ObjectNode links,
      String name,
      String path,
      String key,
      @Nullable String cursor,
      Map<String, String> parameters) {
    if (cursor == null) {
      return;
    }
    Map<String, String> query = new TreeMap<>(parameters);
    query.remove("after");
    query.remove("before");
    query.put(key, cursor);
    StringBuilder url = new StringBuilder(url(path));
    query.forEach(
        (parameter, value) ->
            url.append(url.indexOf("?") < 0 ? '?' : '&')
                .append(parameter)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    links.putObject(name).put("url", url.toString());
  }

  private static @Nullable JsonNode body(HttpRequest call) {
    if (!call.isJson() || call.body().length == 0) {
      return JsonValues.object();
    }
    try {
      return JsonValues.tree(JsonValues.parse(call.body()));
    } catch (MalformedJsonException e) {
      return null;
    }
  }
}
