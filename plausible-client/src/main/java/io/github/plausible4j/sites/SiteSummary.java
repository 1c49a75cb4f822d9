package io.github.plausible4j.sites;

import java.time.ZoneId;

/**
 * A site in a list.
 *
 * @param domain the name of the site in events and queries
 * @param timezone the IANA name of its time zone
 */
public record SiteSummary(String domain, String timezone) {
  /**
   * The time zone of its days.
   *
   * @throws java.time.DateTimeException if this Java runtime does not know the zone
   */
  public ZoneId zone() {
    return ZoneId.of(timezone);
  }
}
