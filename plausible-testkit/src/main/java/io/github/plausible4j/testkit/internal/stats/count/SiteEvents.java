package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.store.StoredEvent;
import io.github.plausible4j.testkit.internal.store.StoredImport;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The events of one site at one instant, their visits, and the imports. For internal use only. */
public final class SiteEvents {
  private final List<StoredEvent> asStored;
  private final List<StoredEvent> events;
  private final List<StoredImport> imports;

  /** Created on demand, because many queries need only events. */
  private volatile @Nullable Map<Long, Visit> visits;

  /**
   * Creates an instance from events in the order of arrival, which may differ from the order of
   * their times.
   */
  public SiteEvents(List<StoredEvent> stored, List<StoredImport> imports) {
    this.imports = List.copyOf(imports);
    asStored = new ArrayList<>(stored);
    List<StoredEvent> sorted = new ArrayList<>(stored);
    sorted.sort(Comparator.comparing(StoredEvent::time));
    events = Collections.unmodifiableList(sorted);
  }

  /** Whether this instance was created from the same events and the same number of imports. */
  @SuppressWarnings("ReferenceEquality") // identity is enough for a cache, and faster
  public boolean isOf(List<StoredEvent> stored, List<StoredImport> imported) {
    if (stored.size() != asStored.size() || imported.size() != imports.size()) {
      return false;
    }
    int i = 0;
    for (StoredEvent event : stored) {
      if (event != asStored.get(i++)) {
        return false;
      }
    }
    return true;
  }

  /** The day of the earliest event or import, in the time zone. */
  public Optional<LocalDate> firstDay(ZoneId zone) {
    return Stream.concat(
            imports.stream().map(StoredImport::first),
            events.stream().limit(1).map(event -> LocalDate.ofInstant(event.time(), zone)))
        .min(Comparator.naturalOrder());
  }

  /** The number of visitors with an event since this time. */
  public long visitorsSince(Instant since) {
    return events.stream()
        .filter(event -> !event.time().isBefore(since) && !event.isEngagement())
        .mapToLong(StoredEvent::visitor)
        .distinct()
        .count();
  }

  /** The events, in the order of their times. */
  List<StoredEvent> events() {
    return events;
  }

  /** The imports, in the order in which they were added. */
  List<StoredImport> imports() {
    return imports;
  }

  /** The visits, in the order of their starts. */
  Collection<Visit> visits() {
    return visitsById().values();
  }

  @Nullable Visit visit(long id) {
    return visitsById().get(id);
  }

  private Map<Long, Visit> visitsById() {
    Map<Long, Visit> made = visits;
    if (made == null) {
      made = new LinkedHashMap<>();
      for (StoredEvent event : events) {
        if (!event.isEngagement()) {
          made.computeIfAbsent(event.session(), id -> new Visit(event)).add(event);
        }
      }
      visits = made;
    }
    return made;
  }
}
