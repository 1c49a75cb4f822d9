package io.github.plausible4j.internal.delivery;

import java.time.Duration;
import java.util.Arrays;

/** What reaches a server and what it counts, in buckets of a tenth of a second. */
final class FleetTimeline {
  static final Duration BUCKET = Duration.ofMillis(100);

  private final VirtualScheduler agenda;
  private final long[] offered;
  private final long[] counted;

  FleetTimeline(VirtualScheduler agenda, Duration length) {
    this.agenda = agenda;
    int buckets = (int) (length.toNanos() / BUCKET.toNanos()) + 1;
    this.offered = new long[buckets];
    this.counted = new long[buckets];
  }

  void offered() {
    offered[bucket(agenda.now())]++;
  }

  void counted() {
    counted[bucket(agenda.now())]++;
  }

  long offered(Duration from, Duration to) {
    return Arrays.stream(offered, bucket(from.toNanos()), bucket(to.toNanos())).sum();
  }

  long counted(Duration from, Duration to) {
    return Arrays.stream(counted, bucket(from.toNanos()), bucket(to.toNanos())).sum();
  }

  /** The most requests in any one bucket. */
  long peakOffered(Duration from, Duration to) {
    return Arrays.stream(offered, bucket(from.toNanos()), bucket(to.toNanos())).max().orElse(0);
  }

  private static int bucket(long nanos) {
    return (int) (nanos / BUCKET.toNanos());
  }
}
