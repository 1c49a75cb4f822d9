package io.github.plausible4j.testkit.internal.ingest;

import io.github.plausible4j.testkit.internal.store.VisitAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The visits that are still open. A visit ends after 31 minutes without activity, because a real
 * server compares whole minutes and a pause of 30 minutes keeps a visit open. The attributes of a
 * visit are those of its first event. Thread-safe. For internal use only.
 */
public final class Visits {
  private static final long LONGEST_PAUSE_MINUTES = 30;

  private final Map<Key, Visit> open = new ConcurrentHashMap<>();

  private record Key(String site, long visitor) {}

  /** A visit: its id, its attributes, and the time of its last event. */
  record Visit(long id, VisitAttributes attributes, Instant lastSeen) {
    private boolean isOpen(Instant now) {
      return isPause(lastSeen, now);
    }

    private Visit seen(Instant now) {
      return new Visit(id, attributes, now);
    }
  }

  /** Whether a visit continues after a pause between these times. */
  public static boolean isPause(Instant lastSeen, Instant now) {
    return Duration.between(lastSeen, now).toMinutes() <= LONGEST_PAUSE_MINUTES;
  }

  /** The visit that the event belongs to, or a new one. */
  Visit join(
      String site,
      long visitor,
      LongSupplier visitorYesterday,
      Instant now,
      Supplier<VisitAttributes> attributes) {
    Visit earlier = continued(site, visitor, visitorYesterday, now);
    return open.compute(
        new Key(site, visitor),
        (key, present) -> {
          if (present != null && present.isOpen(now)) {
            return present.seen(now);
          }
          if (earlier != null) {
            return earlier.seen(now);
          }
          return new Visit(ThreadLocalRandom.current().nextLong(), attributes.get(), now);
        });
  }

  /** The open visit that the engagement belongs to, or null. */
  @Nullable Visit engage(String site, long visitor, LongSupplier visitorYesterday, Instant now) {
    Visit earlier = continued(site, visitor, visitorYesterday, now);
    return open.compute(
        new Key(site, visitor),
        (key, present) -> {
          if (present != null && present.isOpen(now)) {
            return present.seen(now);
          }
          return earlier == null ? null : earlier.seen(now);
        });
  }

  /** The visit that the visitor began with yesterday's salt. */
  private @Nullable Visit continued(
      String site, long visitor, LongSupplier visitorYesterday, Instant now) {
    if (open.containsKey(new Key(site, visitor))) {
      return null;
    }
    Visit visit = open.get(new Key(site, visitorYesterday.getAsLong()));
    return visit != null && visit.isOpen(now) ? visit : null;
  }

  void clear() {
    open.clear();
  }
}
