package io.github.plausible4j.sites;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A site.
 *
 * @param domain what events and queries name the site by
 * @param timezone the IANA name of the zone that days are counted in
 * @param customProperties the custom properties that the dashboard shows
 * @param trackerConfiguration how the site's script is built; empty from servers before 3.1
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
   * The zone that days are counted in.
   *
   * @throws java.time.DateTimeException if this Java runtime does not know the zone
   */
  public ZoneId zone() {
    return ZoneId.of(timezone);
  }
}
