package io.github.plausible4j.samples;

import static io.github.plausible4j.stats.Dimension.PAGE;
import static io.github.plausible4j.stats.Metric.EVENTS;
import static io.github.plausible4j.stats.Metric.PAGEVIEWS;
import static io.github.plausible4j.stats.Metric.VISITORS;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.blog.BuiltPost;
import io.github.plausible4j.blog.BuiltSite;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.Visitor;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.StatsQuery;
import io.github.plausible4j.stats.StatsResult;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Four people who read the blog that was just built. */
final class QuickstartReaders {
  private static final List<Visitor> READERS =
      List.of(
          Visitor.of("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"),
          Visitor.of(
              "203.0.113.7",
              "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15"),
          Visitor.of("2001:db8::7", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"),
          Visitor.of("198.51.100.4", "Mozilla/5.0 (Android 16; Mobile; rv:140.0) Firefox/140.0"));
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private QuickstartReaders() {}

  /** Each reader opens the front page and one post more than the previous reader. */
  static String read(Plausible plausible, BuiltSite site, String domain) {
    DeliveryStats delivered;
    try (EventQueue events = plausible.eventQueue()) {
      for (int reader = 0; reader < READERS.size(); reader++) {
        List<String> pages =
            Stream.concat(
                    Stream.of(site.baseUrl()),
                    site.posts().stream().map(BuiltPost::url).limit(reader + 1L))
                .toList();
        for (String page : pages) {
          events.track(
              Event.builder(Event.PAGEVIEW, page)
                  .site(domain)
                  .visitor(READERS.get(reader))
                  .build());
        }
      }
      events.flush(PATIENCE);
      delivered = events.stats();
    }
    return READERS.size()
        + " readers, "
        + delivered.taken()
        + " page views, "
        + delivered.accepted()
        + " accepted";
  }

  /** The counts of the server for each page. */
  static StatsResult counts(Plausible plausible, String domain) {
    return plausible
        .stats()
        .query(
            StatsQuery.builder(domain)
                .metrics(VISITORS, PAGEVIEWS, EVENTS)
                .dimensions(PAGE)
                .dateRange(DateRange.all())
                .build());
  }
}
