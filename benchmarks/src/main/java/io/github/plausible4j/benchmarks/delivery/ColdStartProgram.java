package io.github.plausible4j.benchmarks.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.Metric;
import io.github.plausible4j.stats.StatsQuery;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * A program that does one thing once, like a cron job or a first request. Prints the CPU time of
 * its process so far, in milliseconds. Arguments: one of {@link #EVENT} or {@link #TABLE}, and the
 * address of a server.
 */
final class ColdStartProgram {
  static final List<String> EVENT =
      List.of(
          "nothing",
          "OkHttp",
          "event client",
          "event queue",
          "JDK HttpClient",
          "matomo-java-tracker");

  static final List<String> TABLE =
      List.of("OkHttp and Jackson", "statistics", "JDK HttpClient and Jackson");

  /** The server's answer, as from Plausible. */
  static final String ANSWER =
      "{\"results\":[{\"dimensions\":[\"Google\"],\"metrics\":[12]},"
          + "{\"dimensions\":[\"Direct / None\"],\"metrics\":[7]}],\"meta\":{},\"query\":"
          + "{\"site_id\":\"blog.example.com\",\"metrics\":[\"visitors\"],"
          + "\"date_range\":[\"2026-11-01T00:00:00Z\",\"2026-11-07T23:59:59Z\"],\"filters\":[],"
          + "\"dimensions\":[\"visit:source\"],\"order_by\":[[\"visitors\",\"desc\"]],"
          + "\"include\":{},\"pagination\":{\"offset\":0,\"limit\":10000}}}";

  private static final String QUERY =
      "{\"site_id\":\"blog.example.com\",\"metrics\":[\"visitors\"],\"date_range\":\"7d\","
          + "\"dimensions\":[\"visit:source\"]}";

  private ColdStartProgram() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    String url = args[1];
    switch (args[0]) {
      case "nothing" -> {}
      case "OkHttp" -> okHttp(OkHttpCalls.request(OkHttpCalls.address(url)));
      case "event client" -> send(url);
      case "event queue" -> track(url);
      case "JDK HttpClient" -> jdk(url + "/api/event", Workload.JSON, 202);
      case "matomo-java-tracker" -> MatomoTrackerVariant.sendOne(url);
      case "OkHttp and Jackson" -> check(text(okHttp(query(HttpUrl.get(url + "/api/v2/query")))));
      case "statistics" -> check(table(url));
      case "JDK HttpClient and Jackson" -> check(text(jdk(url + "/api/v2/query", QUERY, 200)));
      default -> throw new IllegalArgumentException("no such program: " + args[0]);
    }
    System.out.println(
        ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis());
    System.exit(0);
  }

  private static void send(String url) {
    Plausible plausible = Plausible.create(url);
    check(plausible.events().send(Workload.EVENT).isAccepted());
  }

  private static void track(String url) {
    Plausible plausible = Plausible.create(url);
    EventQueue queue = plausible.eventQueue();
    check(queue.track(Workload.EVENT));
    check(queue.flush(Duration.ofMinutes(1)).isComplete());
    check(queue.stats().accepted() == 1);
  }

  private static String table(String url) {
    StatsQuery query =
        StatsQuery.builder("blog.example.com")
            .metrics(Metric.VISITORS)
            .dimensions(Dimension.SOURCE)
            .dateRange(DateRange.lastDays(7))
            .build();
    return Plausible.builder(url).apiKey("key").build().stats().query(query).toTable();
  }

  private static Request query(HttpUrl url) {
    return new Request.Builder()
        .url(url)
        .header("Authorization", "Bearer key")
        .post(RequestBody.create(QUERY, MediaType.get("application/json")))
        .build();
  }

  private static String okHttp(Request request) throws IOException {
    OkHttpClient client = new OkHttpClient();
    try (Response response = client.newCall(request).execute()) {
      check(response.isSuccessful());
      return response.body().string();
    }
  }

  private static String jdk(String url, String json, int status)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .header("User-Agent", Workload.USER_AGENT)
            .header("Authorization", "Bearer key")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> response =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .build()
            .send(request, HttpResponse.BodyHandlers.ofString());
    check(response.statusCode() == status);
    return response.body();
  }

  private static String text(String json) throws IOException {
    StringBuilder rows = new StringBuilder();
    for (JsonNode row : new ObjectMapper().readTree(json).path("results")) {
      rows.append(row.path("dimensions").path(0).asText()).append(' ');
      rows.append(row.path("metrics").path(0)).append('\n');
    }
    return rows.toString();
  }

  private static void check(String table) {
    check(table.contains("Google") && table.contains("12"));
  }

  private static void check(boolean isAsExpected) {
    if (!isAsExpected) {
      throw new IllegalStateException("not answered as expected");
    }
  }
}
