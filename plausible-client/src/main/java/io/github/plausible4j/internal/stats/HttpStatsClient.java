package io.github.plausible4j.internal.stats;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.internal.HttpResponse;
import io.github.plausible4j.internal.Json;
import io.github.plausible4j.internal.Transport;
import io.github.plausible4j.stats.ComparedResult;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.Row;
import io.github.plausible4j.stats.StatsClient;
import io.github.plausible4j.stats.StatsQuery;
import io.github.plausible4j.stats.StatsResult;
import io.github.plausible4j.stats.legacy.LegacyStatsClient;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls version 2 of the statistics API. Thread-safe. For internal use only. */
public final class HttpStatsClient implements StatsClient {
  private static final String ROUTE = "api/v2/query";
  private static final String SCHEMA_ROUTE = "api/docs/query/schema.json";
  private static final Logger LOG = LoggerFactory.getLogger(StatsClient.class);
  private static final MediaType JSON = MediaType.get("application/json");

  private final Transport transport;
  private final StatsCalls calls;
  private final LegacyStatsClient legacy;

  /** Creates a client that shares its calls with the older API, so that limits apply to both. */
  public HttpStatsClient(Transport transport, StatsCalls calls) {
    this.transport = transport;
    this.calls = calls;
    this.legacy = new HttpLegacyStatsClient(transport, calls);
  }

  @Override
  public StatsResult query(StatsQuery query) {
    return calls.call(request(query), response -> result(query, transport.read(response)));
  }

  @Override
  public CompletableFuture<StatsResult> queryAsync(StatsQuery query) {
    return calls.callAsync(request(query), answer -> result(query, answer));
  }

  @Override
  public Stream<Row> stream(StatsQuery query) {
    // A stream of rows has no place for warnings.
    query
        .warnings()
        .forEach(warning -> LOG.warn("Rows of {} may be wrong: {}", query.siteId(), warning));
    return new PageStream(query, this::page).rows();
  }

  @Override
  public ComparedResult compare(StatsQuery query, DateRange previous) {
    return new Comparison(this, query, previous).result();
  }

  @Override
  public long realtimeVisitors(String siteId) {
    return legacy.realtimeVisitors(siteId);
  }

  @Override
  public JsonNode schema() {
    Request request =
        new Request.Builder()
            .url(transport.url(SCHEMA_ROUTE).build())
            .header("Accept", "application/json")
            .build();
    HttpResponse answer = transport.exchange(request);
    if (StatsCalls.isWithoutRoute(answer)) {
      throw transport
          .failures()
          .unsupported(
              answer, "published query schema", "Plausible has it since 2.1.2: upgrade the server");
    }
    if (!answer.isSuccessful()) {
      throw transport.failures().refused(answer);
    }
    try {
      JsonNode schema = Json.read(answer.body());
      if (schema.isObject()) {
        return schema;
      }
    } catch (IOException e) {
      throw transport.failures().unexpected(answer, "a JSON schema", e);
    }
    throw transport.failures().unexpected(answer, "a JSON schema", null);
  }

  private List<Row> page(StatsQuery query) {
    return calls.call(request(query), response -> PageReader.read(query, response, transport));
  }

  private Request request(StatsQuery query) {
    return calls
        .request(transport.url(ROUTE).build(), query.siteId())
        .post(RequestBody.create(query.toJson(), JSON))
        .build();
  }

  private StatsResult result(StatsQuery query, HttpResponse answer) {
    try {
      return StatsResult.read(query, Json.read(answer.body()));
    } catch (IOException | IllegalArgumentException e) {
      throw transport.failures().unexpected(answer, "rows for the query", e);
    }
  }
}
