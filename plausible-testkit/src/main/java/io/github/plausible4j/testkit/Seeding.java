package io.github.plausible4j.testkit;

import io.github.plausible4j.testkit.internal.account.Directory;
import io.github.plausible4j.testkit.internal.account.Site;
import io.github.plausible4j.testkit.internal.ingest.Visits;
import io.github.plausible4j.testkit.internal.store.EventStore;
import io.github.plausible4j.testkit.internal.store.StoredEvent;
import io.github.plausible4j.testkit.internal.store.VisitAttributes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stores seeded events in chronological order, and splits them into visits. */
final class Seeding {

  private final EventStore store;
  private final Directory directory;
  private final Map<String, Visit> visits = new HashMap<>();

  Seeding(EventStore store, Directory directory) {
    this.store = store;
    this.directory = directory;
  }

  private record Visit(long id, VisitAttributes attributes, Instant lastSeen) {}

  synchronized void add(List<SeededEvent> events) {
    events.stream().sorted(Comparator.comparing(event -> event.time)).forEach(this::add);
  }

  private void add(SeededEvent event) {
    Instant time = event.time.truncatedTo(ChronoUnit.SECONDS);
    Visit visit = visitOf(event, time);
    Site site = directory.site(event.site);
    store.add(
        // An unknown site has no statistics, so any key will do for its events.
        site == null ? event.site : site.id(),
        new StoredEvent(
            time,
            event.site,
            id(event.visitor),
            visit.id(),
            event.name,
            event.hostname,
            event.pathname,
            visit.attributes(),
            event.props,
            event.interactive,
            event.scrollDepth,
            event.engagementMillis,
            event.revenue));
  }

  private Visit visitOf(SeededEvent event, Instant time) {
    String key =
        event.site + "\n" + (event.visit == null ? "v:" + event.visitor : "s:" + event.visit);
    Visit before = visits.get(key);
    boolean goesOn =
        before != null && (event.visit != null || Visits.isPause(before.lastSeen(), time));
    long id =
        event.visit != null
            ? id(event.visit)
            : goesOn && before != null ? before.id() : id(event.visitor + " at " + time);
    Visit visit = new Visit(id, attributes(event, goesOn ? before : null), time);
    visits.put(key, visit);
    return visit;
  }

  private static VisitAttributes attributes(SeededEvent event, @Nullable Visit before) {
    boolean given = !event.attributes.equals(VisitAttributes.UNKNOWN);
    if (given) {
      return event.attributes;
    }
    return before == null ? DIRECT : before.attributes();
  }

  private static final VisitAttributes DIRECT =
      new VisitAttributes("", "", "Direct", "", "", "", "", "", "", "", 0, "", "", "", "", "");

  /** A whole number is the id itself. Any other name is hashed. */
  private static long id(String label) {
    try {
      return Long.parseUnsignedLong(label);
    } catch (NumberFormatException e) {
      return hash(label);
    }
  }

  private static long hash(String label) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(label.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  synchronized void clear() {
    visits.clear();
  }
}
