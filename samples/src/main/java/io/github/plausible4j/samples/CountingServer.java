package io.github.plausible4j.samples;

import static io.github.plausible4j.stats.Dimension.EVENT_NAME;
import static io.github.plausible4j.stats.Dimension.PAGE;
import static io.github.plausible4j.stats.Metric.EVENTS;
import static io.github.plausible4j.stats.Metric.VISITORS;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.StatsQuery;
import io.github.plausible4j.stats.StatsResult;
import io.github.plausible4j.testkit.PlausibleServer;

/** A test server that knows one site, and a client of it. */
final class CountingServer implements AutoCloseable {
  private final String domain;
  private final PlausibleServer server;
  private final Plausible plausible;

  private CountingServer(String domain, PlausibleServer server) {
    this.domain = domain;
    this.server = server;
    this.plausible = Plausible.builder(server.url()).apiKey(server.apiKey()).build();
  }

  static CountingServer start(String domain) {
    return new CountingServer(domain, PlausibleServer.forSites(domain));
  }

  Plausible plausible() {
    return plausible;
  }

  String url() {
    return server.url();
  }

  /** What the server answers when it is asked for the events of each page. */
  StatsResult countsByPage() {
    return plausible
        .stats()
        .query(
            StatsQuery.builder(domain)
                .metrics(EVENTS, VISITORS)
                .dimensions(PAGE, EVENT_NAME)
                .dateRange(DateRange.all())
                .build());
  }

  @Override
  public void close() {
    plausible.close();
    server.close();
  }
}
