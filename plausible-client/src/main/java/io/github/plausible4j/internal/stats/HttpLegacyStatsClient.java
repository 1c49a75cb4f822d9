package io.github.plausible4j.internal.stats;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.internal.HttpResponse;
import io.github.plausible4j.internal.Json;
import io.github.plausible4j.internal.Transport;
import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.legacy.LegacyAggregate;
import io.github.plausible4j.stats.legacy.LegacyQuery;
import io.github.plausible4j.stats.legacy.LegacyResult;
import io.github.plausible4j.stats.legacy.LegacyStatsClient;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.HttpUrl;

/** Calls version 1 of the statistics API. Thread-safe. For internal use only. */
public final class HttpLegacyStatsClient implements LegacyStatsClient {
  private final Transport transport;
  private final StatsCalls calls;

  /** Creates a client that shares its calls with the current API, so that limits apply to both. */
  public HttpLegacyStatsClient(Transport transport, StatsCalls calls) {
    this.transport = transport;
    this.calls = calls;
  }

  @Override
  public long realtimeVisitors(String siteId) {
    // The site id has the same rules as in every other query.
    LegacyQuery query = LegacyQuery.builder(siteId).build();
    return ask(
        "realtime/visitors",
        Map.of("site_id", query.siteId()),
        "a number of visitors",
        json -> {
          if (!json.isIntegralNumber()) {
            throw new IllegalArgumentException(json + " is not a number");
          }
          return json.longValue();
        });
  }

  @Override
  public LegacyAggregate aggregate(LegacyQuery query) {
    query.checkFor("aggregate", Optional.empty());
    return ask(
        "aggregate",
        query.parameters(),
        "a value for each metric",
        json -> LegacyAggregate.read(query, json));
  }

  @Override
  public LegacyResult timeseries(LegacyQuery query) {
    query.checkFor("timeseries", Optional.empty());
    return ask(
        "timeseries",
        query.parameters(),
        "rows for the query",
        json -> LegacyResult.read(query, Optional.empty(), json));
  }

  @Override
  public LegacyResult breakdown(LegacyQuery query, Dimension property) {
    query.checkFor("breakdown", Optional.of(property));
    Map<String, String> parameters = query.parameters();
    parameters.put("property", property.name());
    return ask(
        "breakdown",
        parameters,
        "rows for the query",
        json -> LegacyResult.read(query, Optional.of(property), json));
  }

  private <T> T ask(
      String call, Map<String, String> parameters, String expected, Function<JsonNode, T> reader) {
    String siteId = parameters.getOrDefault("site_id", "");
    HttpUrl.Builder url = transport.url("api/v1/stats/" + call);
    parameters.forEach(url::addQueryParameter);
    return calls.call(
        calls.request(url.build(), siteId).build(),
        response -> {
          HttpResponse answer = transport.read(response);
          try {
            return reader.apply(Json.read(answer.body()));
          } catch (IOException | IllegalArgumentException e) {
            throw transport.failures().unexpected(answer, expected, e);
          }
        });
  }
}
