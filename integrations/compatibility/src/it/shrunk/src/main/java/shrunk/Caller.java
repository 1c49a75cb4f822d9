package shrunk;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.Visitor;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.Metric;
import io.github.plausible4j.stats.StatsQuery;
import java.time.Duration;

/** The program that is shrunk. It sends an event and queries it. */
public final class Caller {
  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

  private Caller() {}

  /**
   * Prints the statistics.
   *
   * @param args the address of Plausible, and an API key
   */
  public static void main(String[] args) {
    try (Plausible plausible =
            Plausible.builder(args[0]).apiKey(args[1]).callTimeout(Duration.ofMinutes(2)).build();
        EventQueue queue = plausible.eventQueue()) {
      queue.track(
          Event.builder(Event.PAGEVIEW, "https://a.example/first")
              .visitor(Visitor.of("203.0.113.7", FIREFOX))
              .prop("plan", "pro")
              .build());
      queue.flush(Duration.ofMinutes(2));
      System.out.println(
          plausible
              .stats()
              .query(
                  StatsQuery.builder("a.example")
                      .metrics(Metric.VISITORS, Metric.PAGEVIEWS)
                      .dimensions(Dimension.PAGE)
                      .dateRange(DateRange.all())
                      .build())
              .toCsv());
    }
  }
}
