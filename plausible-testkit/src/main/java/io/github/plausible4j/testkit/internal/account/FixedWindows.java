package io.github.plausible4j.testkit.internal.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts in windows that are aligned to the clock, as Plausible's limits are. Thread-safe. For
 * internal use only.
 */
public final class FixedWindows {
  private final Map<String, Window> windows = new ConcurrentHashMap<>();

  private record Window(long number, long count) {}

  /** Adds one, and returns the count of the current window. */
  public long count(String key, Duration length, Instant now) {
    long number = Math.floorDiv(now.toEpochMilli(), length.toMillis());
    return windows
        .merge(
            key,
            new Window(number, 1),
            (present, first) ->
                present.number() == number ? new Window(number, present.count() + 1) : first)
        .count();
  }

  /** Resets all counts. */
  public void clear() {
    windows.clear();
  }
}
