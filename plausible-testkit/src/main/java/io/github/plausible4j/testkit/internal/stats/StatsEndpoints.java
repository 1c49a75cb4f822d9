package io.github.plausible4j.testkit.internal.stats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.plausible4j.testkit.internal.account.ApiKey;
import io.github.plausible4j.testkit.internal.account.Directory;
import io.github.plausible4j.testkit.internal.account.Goal;
import io.github.plausible4j.testkit.internal.account.RequestLimits;
import io.github.plausible4j.testkit.internal.account.Site;
import io.github.plausible4j.testkit.internal.stats.parse.FilterReader;
import io.github.plausible4j.testkit.internal.stats.query.Filter;
import io.github.plausible4j.testkit.internal.stats.query.SiteGoal;
import io.github.plausible4j.testkit.internal.stats.query.SiteSegment;
import io.github.plausible4j.testkit.internal.stats.query.StatsEdition;
import io.github.plausible4j.testkit.internal.stats.query.StatsSite;
import io.github.plausible4j.testkit.internal.system.Outages;
import io.github.plausible4j.testkit.internal.wire.Accepts;
import io.github.plausible4j.testkit.internal.wire.Bearer;
import io.github.plausible4j.testkit.internal.wire.ErrorResponses;
import io.github.plausible4j.testkit.internal.wire.HttpRequest;
import io.github.plausible4j.testkit.internal.wire.HttpResponse;
import io.github.plausible4j.testkit.internal.wire.JsonValues;
import io.github.plausible4j.testkit.internal.wire.MalformedJsonException;
import io.github.plausible4j.testkit.internal.wire.Resources;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * POST /api/v2/query and GET /api/v1/stats/*: checks the request in the order of the real server,
 * then answers from the statistics. Thread-safe. For internal use only.
 */
public final class StatsEndpoints {
  private final Directory directory;
  private final RequestLimits limits;
  private final Outages outages;
  private final StatsApi stats;
  private final StatsEdition edition;

  public StatsEndpoints(
      Directory directory,
      RequestLimits limits,
      Outages outages,
      StatsApi stats,
      StatsEdition edition) {
    this.directory = directory;
    this.limits = limits;
    this.outages = outages;
    this.stats = stats;
    this.edition = edition;
  }

  /** POST /api/v2/query. */
  public HttpResponse query(HttpRequest call) {
    if (!Accepts.json(call)) {
      return ErrorResponses.of(call, 406);
    }
    ObjectNode parameters = JsonValues.object();
    call.query().forEach(parameters::put);
    if (call.isJson() && call.body().length > 0) {
      try {
        if (JsonValues.tree(JsonValues.parse(call.body())) instanceof ObjectNode body) {
          parameters.setAll(body);
        }
      } catch (MalformedJsonException e) {
        return ErrorResponses.of(call, 400);
      }
    }
    JsonNode siteId = parameters.get("site_id");
    return answer(
        call,
        siteId,
        site ->
            // The real server compares the query with the current domain again, and fails.
            siteId != null && !site.domain().equals(siteId.asText())
                ? new StatsReply(500, "{\"error\":\"internal server error\"}")
                : stats.query(site, parameters));
  }

  /** GET /api/docs/query/schema.json: the public schema of queries. */
  public HttpResponse schema(HttpRequest call) {
    return Accepts.json(call)
        ? HttpResponse.json(200, Resources.text(StatsEndpoints.class, "query-schema.json"))
        : ErrorResponses.of(call, 406);
  }

  /** GET /api/v1/stats/realtime/visitors. */
  public HttpResponse realtimeVisitors(HttpRequest call) {
    return legacy(call, (site, parameters) -> stats.realtimeVisitors(site));
  }

  /** GET /api/v1/stats/aggregate. */
  public HttpResponse aggregate(HttpRequest call) {
    return legacy(call, stats::aggregate);
  }

  /** GET /api/v1/stats/timeseries. */
  public HttpResponse timeseries(HttpRequest call) {
    return legacy(call, stats::timeseries);
  }

  /** GET /api/v1/stats/breakdown. */
  public HttpResponse breakdown(HttpRequest call) {
    return legacy(call, stats::breakdown);
  }

  private HttpResponse legacy(
      HttpRequest call, BiFunction<StatsSite, Map<String, String>, StatsReply> question) {
    if (!Accepts.json(call)) {
      return ErrorResponses.of(call, 406);
    }
    Map<String, String> parameters = call.query();
    String siteId = parameters.get("site_id");
    return answer(
        call,
        siteId == null ? null : TextNode.valueOf(siteId),
        site -> question.apply(site, parameters));
  }

  private HttpResponse answer(
      HttpRequest call, @Nullable JsonNode siteId, Function<StatsSite, StatsReply> question) {
    String rawKey = Bearer.keyOf(call);
    if (rawKey == null) {
      return error(401, "Missing API key. Please use a valid Plausible API key as a Bearer Token.");
    }
    if (siteId == null
        || siteId.isNull()
        || (edition.afterRelease32() && siteId.asText("x").isEmpty())) {
      return error(
          400, "Missing site ID. Please provide the required site_id parameter with your request.");
    }
    if (outages.postgres()) {
      return HttpResponse.page(500, "Internal Server Error");
    }
    ApiKey key = directory.key(rawKey);
    if (key == null) {
      return invalidKey();
    }
    HttpResponse tooMany = limits.count(key);
    if (tooMany != null) {
      return tooMany;
    }
    if (!siteId.isTextual()) {
      return ErrorResponses.of(call, 400);
    }
    Site site = directory.siteOf(key, siteId.asText());
    if (site == null) {
      return invalidKey();
    }
    if (site.locked()) {
      return error(
          402,
          "This Plausible site is locked due to missing active subscription. In order to access it,"
              + " the site owner should subscribe to a suitable plan");
    }
    if (outages.clickHouse()) {
      return error(500, "internal server error");
    }
    StatsReply reply = question.apply(describe(site));
    return HttpResponse.json(reply.status(), reply.body());
  }

  private static HttpResponse invalidKey() {
    return error(
        401,
        "Invalid API key or site ID. Please make sure you're using a valid API key with access to"
            + " the site you've requested.");
  }

  private static HttpResponse error(int status, String text) {
    return HttpResponse.json(status, JsonValues.object().put("error", text));
  }

  private StatsSite describe(Site site) {
    return new StatsSite(
        site.id(),
        site.domain(),
        site.timezone(),
        site.contents().goals().stream().map(StatsEndpoints::describe).toList(),
        site.contents().segments().entrySet().stream()
            .map(segment -> new SiteSegment(segment.getKey(), filters(segment.getValue())))
            .toList(),
        site.statsStart(),
        edition);
  }

  private static List<Filter> filters(String json) {
    try {
      return FilterReader.read(JsonValues.tree(JsonValues.parse(json)));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("filters of a segment are not JSON: " + json, e);
    }
  }

  private static SiteGoal describe(Goal goal) {
    return new SiteGoal(
        goal.eventName(),
        goal.pagePath(),
        goal.scrollThreshold(),
        goal.displayName(),
        goal.customProps(),
        goal.currency());
  }
}
