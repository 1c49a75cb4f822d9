package io.github.plausible4j.testkit.internal.store;

import java.util.List;

/**
 * The events of all sites, in the order of their arrival, and what was imported. Thread-safe. For
 * internal use only.
 */
public interface EventStore {
  /** Adds an event to the site of that id. */
  void add(String siteId, StoredEvent event);

  /** The events of one site at this instant, in the order of their arrival. */
  List<StoredEvent> eventsOf(String siteId);

  /** Adds imported statistics to the site of that id. */
  void addImport(String siteId, StoredImport imported);

  /** What was imported for one site. */
  List<StoredImport> importsOf(String siteId);

  /** Forgets all events and imports. */
  void clear();
}
