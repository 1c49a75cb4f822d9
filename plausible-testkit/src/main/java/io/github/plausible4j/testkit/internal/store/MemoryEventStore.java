package io.github.plausible4j.testkit.internal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Events in memory. For internal use only. */
public final class MemoryEventStore implements EventStore {
  private final Map<String, List<Entry>> bySite = new ConcurrentHashMap<>();
  private final AtomicLong arrivals = new AtomicLong();

  private record Entry(long arrival, StoredEvent event) {}

  @Override
  public void add(StoredEvent event) {
    List<Entry> events = bySite.computeIfAbsent(event.site(), site -> new ArrayList<>());
    synchronized (events) {
      events.add(new Entry(arrivals.incrementAndGet(), event));
    }
  }

  @Override
  public List<StoredEvent> eventsOf(String site) {
    List<Entry> events = bySite.getOrDefault(site, List.of());
    synchronized (events) {
      return events.stream().map(Entry::event).toList();
    }
  }

  @Override
  public List<StoredEvent> all() {
    List<Entry> all = new ArrayList<>();
    for (List<Entry> events : bySite.values()) {
      synchronized (events) {
        all.addAll(events);
      }
    }
    all.sort((a, b) -> Long.compare(a.arrival(), b.arrival()));
    return all.stream().map(Entry::event).toList();
  }

  @Override
  public void clear() {
    bySite.clear();
  }
}
