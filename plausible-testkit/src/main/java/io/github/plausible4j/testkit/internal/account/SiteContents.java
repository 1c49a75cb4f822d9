package io.github.plausible4j.testkit.internal.account;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the owner of a site set up in it. Thread-safe. For internal use only. */
public interface SiteContents {
  /** The goals, oldest first. */
  List<Goal> goals();

  /** Filters by the ids of segments, each a JSON array as in a query. */
  default Map<Long, String> segments() {
    return Map.of();
  }

  /** Stores the goal, or returns the one that is there for the same event or page. */
  Goal goalFor(Goal wanted);

  /** Whether there was such a goal. */
  boolean removeGoal(long id);

  /** The names of the custom properties; the latest one first. */
  List<String> properties();

  /** Replaces the names of the custom properties. */
  void setProperties(List<String> names);

  /** The shared links, oldest first. */
  List<SharedLink> links();

  /** Stores a link of this name, or returns the one that is there. */
  SharedLink linkFor(String name, @Nullable String password);

  /** The set-up of the tracking script. */
  TrackerConfiguration tracker();

  /** Replaces the set-up of the tracking script. */
  void setTracker(TrackerConfiguration configuration);
}
