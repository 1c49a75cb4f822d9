package io.github.plausible4j.testkit.internal.store;

import java.util.List;

/** The events of all sites, in the order of their arrival. Thread-safe. For internal use only. */
public interface EventStore {
  /** Adds an event to the site of that id. */
  void add(String siteId, StoredEvent event);

  /** The events of one site at this instant, in the order of their arrival. */
  List<StoredEvent> eventsOf(String siteId);

  /** Forgets all events. */
  void clear();
}
