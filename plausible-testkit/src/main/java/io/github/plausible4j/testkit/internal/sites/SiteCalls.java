package io.github.plausible4j.testkit.internal.sites;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.testkit.internal.account.ApiKey;
import io.github.plausible4j.testkit.internal.account.MemoryDirectory;
import io.github.plausible4j.testkit.internal.account.RequestLimits;
import io.github.plausible4j.testkit.internal.account.Site;
import io.github.plausible4j.testkit.internal.wire.Accepts;
import io.github.plausible4j.testkit.internal.wire.Bearer;
import io.github.plausible4j.testkit.internal.wire.ErrorResponses;
import io.github.plausible4j.testkit.internal.wire.HttpRequest;
import io.github.plausible4j.testkit.internal.wire.HttpResponse;
import io.github.plausible4j.testkit.internal.wire.JsonValues;
import io.github.plausible4j.testkit.internal.wire.MalformedJsonException;
import io.github.plausible4j.testkit.internal.wire.Page;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The common parts of all requests of the Sites API. Thread-safe. */
final class SiteCalls {
  private static final int DEFAULT_LIMIT = 100;

  private final MemoryDirectory directory;
  private final RequestLimits limits;

  SiteCalls(MemoryDirectory directory, RequestLimits limits) {
    this.directory = directory;
    this.limits = limits;
  }

  /** An endpoint that is called after the key was accepted. */
  interface WithKey {
    HttpResponse answer(ApiKey key, ObjectNode parameters);
  }

  /** An endpoint that is called after access to the site was granted. */
  interface WithSite {
    HttpResponse answer(Site site, ObjectNode parameters);
  }

  /** Answers a read request. Any key is accepted. */
  HttpResponse read(HttpRequest call, WithKey endpoint) {
    return authorized(call, false, endpoint);
  }

  /** Answers a change. The key needs the scope for changes. */
  HttpResponse write(HttpRequest call, WithKey endpoint) {
    return authorized(call, true, endpoint);
  }

  /** As above, for the site in the parameters of the request. */
  HttpResponse ofSite(HttpRequest call, boolean changes, WithSite endpoint) {
    ObjectNode parameters = parameters(call);
    if (parameters != null && Bearer.keyOf(call) != null && text(parameters, "site_id") == null) {
      return error(
          400, "Missing site ID. Please provide the required site_id parameter with your request.");
    }
    return authorized(
        call,
        changes,
        (key, given) -> {
          String domain = text(given, "site_id");
          return ofSite(key, domain == null ? "" : domain, given, endpoint);
        });
  }

  /** As above, for the site in the path. */
  HttpResponse ofSite(ApiKey key, String domain, ObjectNode parameters, WithSite endpoint) {
    Site site = directory.siteOf(key, domain);
    if (site != null) {
      return endpoint.answer(site, parameters);
    }
    return directory.isTaken(domain) ? invalidKey() : error(404, "Site could not be found");
  }

  private HttpResponse authorized(HttpRequest call, boolean changes, WithKey endpoint) {
    if (!Accepts.json(call)) {
      return ErrorResponses.of(call, 406);
    }
    String rawKey = Bearer.keyOf(call);
    if (rawKey == null) {
      return error(401, "Missing API key. Please use a valid Plausible API key as a Bearer Token.");
    }
    ObjectNode parameters = parameters(call);
    if (parameters == null) {
      return ErrorResponses.of(call, 400);
    }
    ApiKey key = directory.key(rawKey);
    if (key == null || (changes && !key.mayProvision())) {
      return invalidKey();
    }
    HttpResponse tooMany = limits.count(key);
    return tooMany != null ? tooMany : endpoint.answer(key, parameters);
  }

  private static HttpResponse invalidKey() {
    return error(
        401,
        "Invalid API key. Please make sure you're using a valid API key with access to the"
            + " resource you've requested.");
  }

  /** A page of a list with this name, with its cursors. */
  static <T> HttpResponse page(
      HttpRequest call,
      String name,
      List<T> newestFirst,
      ToLongFunction<T> id,
      Function<T, JsonNode> json) {
    Map<String, String> query = call.query();
    String limit = query.get("limit");
    if ((limit != null && !limit.matches("-?\\d{1,18}"))
        || !Page.isCursor(query.get("after"))
        || !Page.isCursor(query.get("before"))) {
      return error(500, "internal server error");
    }
    Page<T> page = Page.of(newestFirst, id, query, DEFAULT_LIMIT);
    ObjectNode body = JsonValues.object();
    body.putArray(name).addAll(page.items().stream().map(json).toList());
    body.putObject("meta")
        .put("after", page.after())
        .put("before", page.before())
        .put("limit", page.limit());
    return HttpResponse.json(200, body);
  }

  static HttpResponse error(int status, String text) {
    return HttpResponse.json(status, JsonValues.object().put("error", text));
  }

  static HttpResponse confirmed(String what) {
    return HttpResponse.json(200, JsonValues.object().put(what, true));
  }

  /** The text of a parameter; null if it is missing, empty or of another type. */
  static @Nullable String text(ObjectNode parameters, String name) {
    JsonNode value = parameters.get(name);
    return value == null || !value.isTextual() || value.asText().isEmpty() ? null : value.asText();
  }

  /** The parameters of the body and the query string; null if the body is malformed. */
  private static @Nullable ObjectNode parameters(HttpRequest call) {
    ObjectNode parameters = JsonValues.object();
    call.query().forEach(parameters::put);
    if (call.isJson() && call.body().length > 0) {
      try {
        if (JsonValues.tree(JsonValues.parse(call.body())) instanceof ObjectNode body) {
          parameters.setAll(body);
        }
      } catch (MalformedJsonException e) {
        return null;
      }
    }
    return parameters;
  }
}
