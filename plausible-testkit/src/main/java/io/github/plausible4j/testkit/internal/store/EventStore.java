package io.github.plausible4j.testkit.internal.store;

import java.util.List;

/** The events of all sites, in the order of their arrival. Thread-safe. For internal use only. */
public interface EventStore {
  /** Adds an event. */
  void add(StoredEvent event);

  /** The events of one site at this instant, in the order of their arrival. */
  List<StoredEvent> eventsOf(String site);

  /** Forgets all events. */
  void clear();
}
