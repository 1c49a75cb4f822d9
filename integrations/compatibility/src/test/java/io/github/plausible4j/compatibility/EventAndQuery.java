package io.github.plausible4j.compatibility;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.Visitor;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.Metric;
import io.github.plausible4j.stats.StatsQuery;
import io.github.plausible4j.testkit.PlausibleServer;
import java.time.Duration;

/** A program that counts one event and asks for it, with a test server in the same process. */
final class EventAndQuery {
  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

  private EventAndQuery() {}

  /** Prints the statistics. */
  public static void main(String[] args) {
    try (PlausibleServer server = PlausibleServer.forSites("a.example");
        Plausible plausible =
            Plausible.builder(server.url())
                .apiKey(server.apiKey())
                .callTimeout(Duration.ofMinutes(2))
                .build();
        EventQueue queue = plausible.eventQueue()) {
      queue.track(
          Event.builder(Event.PAGEVIEW, "https://a.example/first")
              .visitor(Visitor.of("203.0.113.7", FIREFOX))
              .prop("plan", "pro")
              .build());
      queue.flush(Duration.ofMinutes(2));
      System.out.println(plausible.health());
      System.out.println(
          plausible
              .stats()
              .query(
                  StatsQuery.builder("a.example")
                      .metrics(Metric.VISITORS, Metric.PAGEVIEWS)
                      .dimensions(Dimension.PAGE)
                      .dateRange(DateRange.all())
                      .build()));
    }
  }
}
