package io.github.plausible4j.samples;

import io.github.plausible4j.testkit.PlausibleServer;
import io.github.plausible4j.testkit.SeededEvent;
import io.github.plausible4j.testkit.SeededEvent.Dimension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A test server with a site that has had visitors for 400 days: more on work days than on others,
 * and more and more over time. Three visitors are there now.
 */
public final class DemoSite {
  /** The site's domain. */
  public static final String DOMAIN = "blog.example.com";

  private static final int DAYS = 400;
  private static final Duration BETWEEN_PAGES = Duration.ofMinutes(2);

  /** Longer than the time for which a visitor counts as current, so that there are always three. */
  private static final Duration QUIET = Duration.ofMinutes(6);

  /** Visitors for each day of the week, starting with Monday. */
  private static final List<Integer> HABIT = List.of(9, 11, 10, 8, 6, 2, 3);

  private static final Way HOME = new Way("", "Desktop", "/");

  private static final List<Way> WAYS =
      List.of(
          new Way("Google", "Desktop", "/", "/blog/raspberry-pi"),
          new Way("", "Mobile", "/blog/日本語の記事"),
          new Way("Mastodon", "Mobile", "/blog/raspberry-pi", "/", "/about"),
          new Way("Google", "Desktop", "/blog/plausible-at-home", "/blog/raspberry-pi"),
          new Way("", "Desktop", "/", "/blog/日本語の記事"));

  private final List<SeededEvent> events = new ArrayList<>();
  private final Instant end;

  private DemoSite(Instant end) {
    this.end = end;
  }

  /** The pages and the source of a visitor. */
  private record Way(String source, String device, List<String> pages) {
    Way(String source, String device, String... pages) {
      this(source, device, List.of(pages));
    }
  }

  /** Starts the server. Close it, or let the program end. */
  public static PlausibleServer start() {
    PlausibleServer server = PlausibleServer.forSites(DOMAIN);
    server.seed(events(Clock.systemUTC().instant()));
    return server;
  }

  /**
   * The events of 400 days up to now. Any seven whole days in a row have the same number of
   * visitors, so that the numbers in the documentation stay correct.
   */
  static List<SeededEvent> events(Instant now) {
    DemoSite site = new DemoSite(now.minus(QUIET));
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    for (int daysAgo = DAYS; daysAgo >= 0; daysAgo--) {
      site.day(today.minusDays(daysAgo), daysAgo);
    }
    Instant justNow = now.minusSeconds(60);
    Instant midnight = today.atStartOfDay(ZoneOffset.UTC).toInstant();
    for (int i = 0; i < 3; i++) {
      site.look("here now " + i, justNow.isBefore(midnight) ? midnight : justNow, HOME, "/");
    }
    return site.events;
  }

  private void day(LocalDate day, int daysAgo) {
    int regular = HABIT.get(day.getDayOfWeek().getValue() - 1);
    for (int i = 0; i < regular; i++) {
      read(day + " regular " + i, at(day, i), WAYS.get(i % WAYS.size()));
    }
    for (int i = 0; i < newReaders(daysAgo); i++) {
      read(day + " new " + i, at(day, i), WAYS.get((daysAgo + i) % WAYS.size()));
    }
  }

  /**
   * More in this year than in the last one, in waves, like those of a blog with occasional posts.
   */
  private static int newReaders(int daysAgo) {
    double growth = 8.0 * (DAYS - daysAgo) / DAYS;
    double wave = 4 * (1 + Math.sin(daysAgo / 9.0));
    return (int) (growth + wave);
  }

  private static Instant at(LocalDate day, int reader) {
    return day.atTime(7 + reader % 14, reader * 17 % 60).toInstant(ZoneOffset.UTC);
  }

  private void read(String reader, Instant begin, Way way) {
    Instant time = begin;
    for (String page : way.pages()) {
      if (time.isAfter(end)) {
        return;
      }
      look(reader, time, way, page);
      time = time.plus(BETWEEN_PAGES);
    }
  }

  private void look(String reader, Instant time, Way way, String page) {
    events.add(
        SeededEvent.pageview(DOMAIN, "https://" + DOMAIN + page)
            .visitor(reader)
            .time(time)
            .dimension(Dimension.SOURCE, way.source())
            .dimension(Dimension.DEVICE, way.device())
            .build());
  }
}
