package io.github.plausible4j.admin.migration;

import java.util.Map;
import java.util.TreeMap;

/**
 * The counts of a Plausible installation that a move compares.
 *
 * @param users the number of users
 * @param eventsBySite the number of events by domain; 0 for a site without events
 */
public record DataCounts(long users, Map<String, Long> eventsBySite) {
  /** Copies the map. */
  public DataCounts {
    eventsBySite = Map.copyOf(eventsBySite);
  }

  /** A line for the users and one for each site. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(users + " users");
    new TreeMap<>(eventsBySite)
        .forEach(
            (site, events) ->
                text.append('\n').append(site).append(": ").append(events + " events"));
    return text.toString();
  }
}
