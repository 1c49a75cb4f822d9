package io.github.plausible4j.testkit.internal.stats.query;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A site as the statistics see it. For internal use only.
 *
 * @param id the key under which its events are stored
 * @param domain the domain, as in {@code site_id}
 * @param zone its time zone
 * @param goals in the order in which they were created
 * @param segments by their ids
 * @param statsStart the first day of the range {@code all}; null for the day of the first event
 * @param edition the edition that is simulated
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
