package io.github.plausible4j;

import io.github.plausible4j.internal.Transport;
import io.github.plausible4j.internal.stats.HttpLegacyStatsClient;
import io.github.plausible4j.internal.stats.HttpStatsClient;
import io.github.plausible4j.internal.stats.StatsCalls;
import io.github.plausible4j.stats.StatsClient;
import io.github.plausible4j.stats.StatsPolicy;
import io.github.plausible4j.stats.legacy.LegacyStatsClient;
import java.time.Duration;
import okhttp3.HttpUrl;

/**
 * The clients for statistics, which share a key, limits and the thread that waits between calls.
 */
final class StatsArea {
  private final StatsCalls calls;
  private final StatsClient current;
  private final LegacyStatsClient legacy;

  StatsArea(Transport transport, Plausible.Builder settings, HttpUrl baseUrl) {
    StatsPolicy policy =
        settings.statsPolicy != null ? settings.statsPolicy : defaultPolicy(baseUrl);
    this.calls =
        new StatsCalls(transport, settings.apiKey, policy, settings.clock, StatsArea::sleep);
    this.current = new HttpStatsClient(transport, calls);
    this.legacy = new HttpLegacyStatsClient(transport, calls);
  }

  private static StatsPolicy defaultPolicy(HttpUrl baseUrl) {
    return baseUrl.host().equals("plausible.io") ? StatsPolicy.hosted() : StatsPolicy.defaults();
  }

  private static void sleep(Duration wait) throws InterruptedException {
    Thread.sleep(wait.toMillis());
  }

  StatsClient current() {
    return current;
  }

  LegacyStatsClient legacy() {
    return legacy;
  }

  void close() {
    calls.close();
  }
}
