package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.store.StoredEvent;
import io.github.plausible4j.testkit.internal.store.VisitAttributes;

/** A visit, computed from its events. Engagement events do not start or change visits. */
final class Visit {
  final long id;
  final long visitor;
  final VisitAttributes attributes;

  /** The time of the first event, in seconds since the epoch. */
  final long start;

  /** The time of the last event, in seconds since the epoch. */
  long end;

  String entryPage = "";
  String entryHostname = "";
  String exitPage = "";
  String exitHostname = "";
  int pageviews;
  int events;
  private boolean interacted;
  private boolean didMore;

  Visit(StoredEvent first) {
    id = first.session();
    visitor = first.visitor();
    attributes = first.visit();
    start = first.time().getEpochSecond();
    end = start;
  }

  /** Adds an event that is not earlier than the previous ones. */
  void add(StoredEvent event) {
    end = event.time().getEpochSecond();
    events++;
    if (event.isPageview()) {
      if (pageviews == 0) {
        entryPage = event.pathname();
        entryHostname = event.hostname();
      }
      exitPage = event.pathname();
      exitHostname = event.hostname();
      pageviews++;
    } else {
      didMore = true;
      interacted |= event.interactive();
    }
  }

  /**
   * Whether the visitor left after one page without an interaction.
   *
   * @param quietEventsCount whether even an event that is not interactive ends a bounce, as on
   *     servers up to 3.2
   */
  boolean isBounce(boolean quietEventsCount) {
    return pageviews < 2 && !(quietEventsCount ? didMore : interacted);
  }

  /** The duration in seconds. */
  long duration() {
    return end - start;
  }
}
