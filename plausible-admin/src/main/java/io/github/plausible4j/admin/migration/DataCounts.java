package io.github.plausible4j.admin.migration;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a Plausible has, as far as a move compares it.
 *
 * @param users how many
 * @param eventsBySite how many events, by the domain of each site; 0 for a site without
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
