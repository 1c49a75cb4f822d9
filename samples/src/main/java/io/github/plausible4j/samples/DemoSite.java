package io.github.plausible4j.samples;

import io.github.plausible4j.testkit.PlausibleServer;
import io.github.plausible4j.testkit.SeededEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A test server whose site had the same four visitors' ways each day, for first queries. */
public final class DemoSite {
  /** The site's domain. */
  public static final String DOMAIN = "blog.example.com";

  private static final int DAYS = 35;

  /** What the four visitors of a day look at, one list each. */
  private static final List<List<String>> WAYS =
      List.of(
          List.of("/", "/blog/raspberry-pi"),
          List.of("/", "/blog/raspberry-pi", "/blog/日本語の記事"),
          List.of("/", "/blog/日本語の記事"),
          List.of("/", "/blog/raspberry-pi", "/about"));

  private DemoSite() {}

  /** Starts the server; close it, or let the program end. */
  public static PlausibleServer start() {
    PlausibleServer server = PlausibleServer.forSites(DOMAIN);
    server.seed(events(LocalDate.now(Clock.systemUTC())));
    return server;
  }

  /** The events of five weeks up to today. */
  static List<SeededEvent> events(LocalDate today) {
    List<SeededEvent> events = new ArrayList<>();
    for (int daysAgo = DAYS; daysAgo >= 0; daysAgo--) {
      LocalDate day = today.minusDays(daysAgo);
      for (int i = 0; i < WAYS.size(); i++) {
        Instant time = day.atTime(8 + 3 * i, 0).toInstant(ZoneOffset.UTC);
        for (String page : WAYS.get(i)) {
          events.add(
              SeededEvent.pageview(DOMAIN, "https://" + DOMAIN + page)
                  .visitor(day + " " + i)
                  .time(time)
                  .build());
          time = time.plus(Duration.ofMinutes(2));
        }
      }
    }
    return events;
  }
}
