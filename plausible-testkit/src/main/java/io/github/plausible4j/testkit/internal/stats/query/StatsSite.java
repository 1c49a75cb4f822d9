package io.github.plausible4j.testkit.internal.stats.query;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A site as the statistics see it. For internal use only.
 *
 * @param id what its events are stored under
 * @param domain as in {@code site_id}
 * @param zone where its days start
 * @param goals in the order they were made
 * @param segments by their ids
 * @param statsStart where the range {@code all} starts; null for the day of the first event
 * @param edition which server answers
 */
public record StatsSite(
    String id,
    String domain,
    ZoneId zone,
    List<SiteGoal> goals,
    List<SiteSegment> segments,
    @Nullable LocalDate statsStart,
    StatsEdition edition) {
  public StatsSite {
    goals = List.copyOf(goals);
    segments = List.copyOf(segments);
  }
}
