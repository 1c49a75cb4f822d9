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

/**
 * The events of one site at one instant, the visits that they make, and what was imported. For
 * internal use only.
 */
public final class SiteEvents {
  private final List<StoredEvent> asStored;
  private final List<StoredEvent> events;
  private final List<StoredImport> imports;

  /** Created on demand, because many queries need only events. */
  private volatile @Nullable Map<Long, Visit> visits;

  /** Of events in the order of their arrival, which need not be that of their time. */
  public SiteEvents(List<StoredEvent> stored, List<StoredImport> imports) {
    this.imports = List.copyOf(imports);
    asStored = new ArrayList<>(stored);
    List<StoredEvent> sorted = new ArrayList<>(stored);
    sorted.sort(Comparator.comparing(StoredEvent::time));
    events = Collections.unmodifiableList(sorted);
  }

  /** Whether it was made from these same events and imports. */
  @SuppressWarnings(
      "ReferenceEquality") // the same objects: quicker, and right for equal events too
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

  /** The day of the earliest event or import, in that time zone. */
  public Optional<LocalDate> firstDay(ZoneId zone) {
    return Stream.concat(
            imports.stream().map(StoredImport::first),
            events.stream().limit(1).map(event -> LocalDate.ofInstant(event.time(), zone)))
        .min(Comparator.naturalOrder());
  }

  /** Visitors that did something since then. */
  public long visitorsSince(Instant since) {
    return events.stream()
        .filter(event -> !event.time().isBefore(since) && !event.isEngagement())
        .mapToLong(StoredEvent::visitor)
        .distinct()
        .count();
  }

  /** In the order of their time. */
  List<StoredEvent> events() {
    return events;
  }

  /** In the order they were imported. */
  List<StoredImport> imports() {
    return imports;
  }

  /** In the order of their start. */
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
