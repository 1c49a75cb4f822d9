package io.github.plausible4j.testkit.internal.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The contents of a site, kept in memory. Thread-safe. For internal use only. */
final class MemoryContents implements SiteContents {
  private final AtomicLong goalIds;
  private final AtomicLong linkIds;
  private final List<Goal> goals = new ArrayList<>();
  private final List<SharedLink> links = new ArrayList<>();
  private final Map<Long, String> segments;
  private List<String> properties;
  private TrackerConfiguration tracker =
      new TrackerConfiguration(Ids.trackerId(), "manual", Map.of());

  /** All sites share the counters, like the sequences of a database. */
  MemoryContents(
      AtomicLong goalIds,
      AtomicLong linkIds,
      List<Goal> goals,
      List<String> props,
      Map<Long, String> segments) {
    this.segments = Map.copyOf(segments);
    this.goalIds = goalIds;
    this.linkIds = linkIds;
    goals.forEach(this::goalFor);
    this.properties = List.copyOf(props);
  }

  @Override
  public synchronized List<Goal> goals() {
    return List.copyOf(goals);
  }

  @Override
  public Map<Long, String> segments() {
    return segments;
  }

  @Override
  public synchronized Goal goalFor(Goal wanted) {
    // An insert that conflicts with an existing row still uses a number of the sequence.
    Goal numbered = wanted.withId(goalIds.incrementAndGet());
    for (Goal goal : goals) {
      if (goal.sameTarget(numbered)) {
        return goal;
      }
    }
    goals.add(numbered);
    return numbered;
  }

  @Override
  public synchronized boolean removeGoal(long id) {
    return goals.removeIf(goal -> goal.id() == id);
  }

  @Override
  public synchronized List<String> properties() {
    return properties;
  }

  @Override
  public synchronized void setProperties(List<String> names) {
    properties = List.copyOf(names);
  }

  @Override
  public synchronized List<SharedLink> links() {
    return List.copyOf(links);
  }

  @Override
  public synchronized SharedLink linkFor(String name, @Nullable String password) {
    for (SharedLink link : links) {
      if (link.name().equals(name)) {
        return link;
      }
    }
    SharedLink link = new SharedLink(linkIds.incrementAndGet(), name, Ids.slug(), password != null);
    links.add(link);
    return link;
  }

  @Override
  public synchronized TrackerConfiguration tracker() {
    return tracker;
  }

  @Override
  public synchronized void setTracker(TrackerConfiguration configuration) {
    tracker = configuration;
  }
}
