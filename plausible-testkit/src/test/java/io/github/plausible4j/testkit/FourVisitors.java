package io.github.plausible4j.testkit;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.stats.Metric;
import io.github.plausible4j.stats.StatsQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * A server with four visitors, on Monday 2026-11-23 at noon, and a client of it. All in UTC.
 *
 * <ul>
 *   <li>Ann, Friday the 20th at 10:00: /, a minute later /blog/one (author Ada; 30 s, 80 % down),
 *       two minutes later the event Signup on /signup. Every dimension is known.
 *   <li>Bob, Sunday the 22nd at 11:00: / and away. From Sweden, directly.
 *   <li>Cem, today at 11:58: /docs. From Germany.
 *   <li>Dea, on the 5th of October: /.
 * </ul>
 */
final class FourVisitors implements AutoCloseable {
  static final String SITE = "blog.example.com";

  private final PlausibleServer server;
  private final Plausible plausible;

  FourVisitors() {
    Clock noon = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    server =
        PlausibleServer.builder()
            .site(TestSite.builder(SITE).eventGoal("Signup").build())
            .clock(noon)
            .start();
    server.seed(
        withAllDimensions(page("Ann", "2026-11-20T10:00:00Z", "/")).build(),
        page("Ann", "2026-11-20T10:01:00Z", "/blog/one").prop("author", "Ada").build(),
        SeededEvent.named("engagement", SITE, "https://blog.example.com/blog/one")
            .visitor("Ann")
            .time(Instant.parse("2026-11-20T10:02:00Z"))
            .scrollDepth(80)
            .engagement(Duration.ofSeconds(30))
            .build(),
        SeededEvent.named("Signup", SITE, "https://blog.example.com/signup")
            .visitor("Ann")
            .time(Instant.parse("2026-11-20T10:03:00Z"))
            .build(),
        page("Bob", "2026-11-22T11:00:00Z", "/")
            .dimension(SeededEvent.Dimension.COUNTRY, "SE")
            .dimension(SeededEvent.Dimension.REGION, "SE-E")
            .dimension(SeededEvent.Dimension.CITY, "2694762")
            .dimension(SeededEvent.Dimension.DEVICE, "Mobile")
            .dimension(SeededEvent.Dimension.BROWSER, "Firefox")
            .build(),
        page("Cem", "2026-11-23T11:58:00Z", "/docs")
            .dimension(SeededEvent.Dimension.COUNTRY, "DE")
            .build(),
        page("Dea", "2026-10-05T08:00:00Z", "/").build());
    plausible = Plausible.builder(server.url()).apiKey(server.apiKey()).clock(noon).build();
  }

  private static SeededEvent.Builder page(String visitor, String time, String path) {
    return SeededEvent.pageview(SITE, "https://blog.example.com" + path)
        .visitor(visitor)
        .time(Instant.parse(time));
  }

  private static SeededEvent.Builder withAllDimensions(SeededEvent.Builder event) {
    return event
        .dimension(SeededEvent.Dimension.REFERRER, "google.com")
        .dimension(SeededEvent.Dimension.SOURCE, "Google")
        .dimension(SeededEvent.Dimension.CHANNEL, "Organic Search")
        .dimension(SeededEvent.Dimension.UTM_MEDIUM, "cpc")
        .dimension(SeededEvent.Dimension.UTM_SOURCE, "ads")
        .dimension(SeededEvent.Dimension.UTM_CAMPAIGN, "launch")
        .dimension(SeededEvent.Dimension.UTM_CONTENT, "top")
        .dimension(SeededEvent.Dimension.UTM_TERM, "java")
        .dimension(SeededEvent.Dimension.COUNTRY, "GB")
        .dimension(SeededEvent.Dimension.REGION, "GB-ENG")
        .dimension(SeededEvent.Dimension.CITY, "2643743")
        .dimension(SeededEvent.Dimension.DEVICE, "Desktop")
        .dimension(SeededEvent.Dimension.BROWSER, "Chrome")
        .dimension(SeededEvent.Dimension.BROWSER_VERSION, "131.0")
        .dimension(SeededEvent.Dimension.OS, "Windows")
        .dimension(SeededEvent.Dimension.OS_VERSION, "10");
  }

  /** A query of this site for visitors; the range is to be set. */
  static StatsQuery.Builder visitors() {
    return StatsQuery.builder(SITE).metrics(Metric.VISITORS);
  }

  String url() {
    return server.url();
  }

  String apiKey() {
    return server.apiKey();
  }

  /** Lets the next request meet a 503. */
  void failOnce() {
    server.fail(1, 503);
  }

  Plausible plausible() {
    return plausible;
  }

  @Override
  public void close() {
    plausible.close();
    server.close();
  }
}
