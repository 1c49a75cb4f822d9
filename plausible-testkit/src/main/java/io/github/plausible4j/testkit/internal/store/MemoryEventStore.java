package io.github.plausible4j.testkit.internal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Events in memory. For internal use only. */
public final class MemoryEventStore implements EventStore {
  private final Map<String, List<StoredEvent>> bySite = new ConcurrentHashMap<>();

  @Override
  public void add(String siteId, StoredEvent event) {
    List<StoredEvent> events = bySite.computeIfAbsent(siteId, site -> new ArrayList<>());
    synchronized (events) {
      events.add(event);
    }
  }

  @Override
  public List<StoredEvent> eventsOf(String siteId) {
    List<StoredEvent> events = bySite.getOrDefault(siteId, List.of());
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  @Override
  public void clear() {
    bySite.clear();
  }
}
