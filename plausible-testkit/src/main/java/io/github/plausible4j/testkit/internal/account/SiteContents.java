package io.github.plausible4j.testkit.internal.account;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the owner of a site has configured. Thread-safe. For internal use only. */
public interface SiteContents {
  /** The goals, oldest first. */
  List<Goal> goals();

  /** The filters of each segment by its id, as a JSON array like that of a query. */
  default Map<Long, String> segments() {
    return Map.of();
  }

  /** Stores the goal, or returns the existing goal for the same event or page. */
  Goal goalFor(Goal wanted);

  /** Removes the goal. Returns whether it existed. */
  boolean removeGoal(long id);

  /** The names of the custom properties; the latest one first. */
  List<String> properties();

  /** Replaces the names of the custom properties. */
  void setProperties(List<String> names);

  /** The shared links, oldest first. */
  List<SharedLink> links();

  /** Stores a link with this name, or returns the existing one. */
  SharedLink linkFor(String name, @Nullable String password);

  /** The configuration of the tracking script. */
  TrackerConfiguration tracker();

  /** Replaces the configuration of the tracking script. */
  void setTracker(TrackerConfiguration configuration);
}
