package io.github.plausible4j.micrometer;

import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.EventQueue;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The counters of a queue, read once for all meters of a scrape. A registry reads each meter
 * separately and does not report the start of a scrape: a new scrape has started when a meter is
 * read for the second time.
 */
final class StatsSnapshot {
  /** A meter that was not read in the last scrape must not show the values of that scrape. */
  private static final long LONGEST_SCRAPE = Duration.ofSeconds(1).toNanos();

  private final EventQueue queue;
  private final Clock clock;
  private final Set<String> readers = new HashSet<>();
  private @Nullable DeliveryStats stats;
  private long readAt;

  StatsSnapshot(EventQueue queue, Clock clock) {
    this.queue = queue;
    this.clock = clock;
  }

  synchronized DeliveryStats readFor(String meter) {
    long now = clock.monotonicTime();
    DeliveryStats current = stats;
    if (current == null || readers.contains(meter) || now - readAt > LONGEST_SCRAPE) {
      current = queue.stats();
      stats = current;
      readAt = now;
      readers.clear();
    }
    readers.add(meter);
    return current;
  }
}
