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
 * The visits that are still open. A visit ends when its visitor does nothing for more than 30
 * minutes; what it was begun with stays with it. Thread-safe.
 */
final class Visits {
  static final Duration PAUSE = Duration.ofMinutes(30);

  private final Map<Key, Visit> open = new ConcurrentHashMap<>();

  private record Key(String site, long visitor) {}

  /** A visit: its id, what it was begun with, and when something was last heard of it. */
  record Visit(long id, VisitAttributes attributes, Instant lastSeen) {
    private boolean isOpen(Instant now) {
      return Duration.between(lastSeen, now).compareTo(PAUSE) <= 0;
    }

    private Visit seen(Instant now) {
      return new Visit(id, attributes, now);
    }
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

  /** The visit that the visitor began under yesterday's salt. */
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
