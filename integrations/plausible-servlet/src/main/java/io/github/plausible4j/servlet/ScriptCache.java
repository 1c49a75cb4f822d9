package io.github.plausible4j.servlet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Caches Plausible's scripts in memory, by path. Its size is limited, because visitors choose the
 * paths.
 */
final class ScriptCache {
  private static final int MOST_SCRIPTS = 32;

  private final Clock clock;
  private final Duration maxAge;

  private final Map<String, Entry> scripts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
          return size() > MOST_SCRIPTS;
        }
      };

  private record Entry(UpstreamAnswer script, Instant storedAt) {}

  ScriptCache(Clock clock, Duration maxAge) {
    this.clock = clock;
    this.maxAge = maxAge;
  }

  /** The script; null if it is missing or too old. */
  synchronized @Nullable UpstreamAnswer fresh(String path) {
    Entry entry = scripts.get(path);
    return entry != null && clock.instant().isBefore(entry.storedAt().plus(maxAge))
        ? entry.script()
        : null;
  }

  /** The script of any age, which is better than none while Plausible does not answer. */
  synchronized @Nullable UpstreamAnswer any(String path) {
    Entry entry = scripts.get(path);
    return entry == null ? null : entry.script();
  }

  synchronized void put(String path, UpstreamAnswer script) {
    scripts.put(path, new Entry(script, clock.instant()));
  }
}
