package io.github.plausible4j.testkit.internal.stats.query;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What statistics know of a site. For internal use only.
 *
 * @param domain as in {@code site_id}
 * @param zone where its days start
 * @param goals in the order they were made
 * @param statsStart where the range {@code all} starts; null for the day of the first event
 */
public record StatsSite(
    String domain, ZoneId zone, List<SiteGoal> goals, @Nullable LocalDate statsStart) {
  public StatsSite {
    goals = List.copyOf(goals);
  }

  public StatsSite(String domain, ZoneId zone, List<SiteGoal> goals) {
    this(domain, zone, goals, null);
  }
}
