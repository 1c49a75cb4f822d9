package io.github.plausible4j.testkit.internal.store;

import java.util.List;

/**
 * The events of all sites, in the order of their arrival, and their imports. Thread-safe. For
 * internal use only.
 */
public interface EventStore {
  /** Adds an event to the site with this id. */
  void add(String siteId, StoredEvent event);

  /** The current events of a site, in the order of their arrival. */
  List<StoredEvent> eventsOf(String siteId);

  /** Adds imported statistics to the site with this id. */
  void addImport(String siteId, StoredImport imported);

  /** The imports of a site. */
  List<StoredImport> importsOf(String siteId);

  /** Removes all events and imports. */
  void clear();
}
