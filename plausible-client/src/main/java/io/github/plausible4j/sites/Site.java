package io.github.plausible4j.sites;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A site.
 *
 * @param domain the name of the site in events and queries
 * @param timezone the IANA name of its time zone
 * @param customProperties the custom properties that the dashboard shows
 * @param trackerConfiguration the configuration of the site's script; empty for servers before 3.1
 */
public record Site(
    String domain,
    String timezone,
    List<String> customProperties,
    Optional<TrackerConfiguration> trackerConfiguration) {
  /** Copies the list. */
  public Site {
    customProperties = List.copyOf(customProperties);
  }

  /**
   * The time zone of its days.
   *
   * @throws java.time.DateTimeException if this Java runtime does not know the zone
   */
  public ZoneId zone() {
    return ZoneId.of(timezone);
  }
}
