package io.github.plausible4j.testkit.internal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Events and imports in memory. For internal use only. */
public final class MemoryEventStore implements EventStore {
  private final Map<String, List<StoredEvent>> bySite = new ConcurrentHashMap<>();
  private final Map<String, List<StoredImport>> imports = new ConcurrentHashMap<>();

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
  public void addImport(String siteId, StoredImport imported) {
    imports.merge(
        siteId,
        List.of(imported),
        (before, more) -> Stream.concat(before.stream(), more.stream()).toList());
  }

  @Override
  public List<StoredImport> importsOf(String siteId) {
    return imports.getOrDefault(siteId, List.of());
  }

  @Override
  public void clear() {
    bySite.clear();
    imports.clear();
  }
}
