package io.github.plausible4j.sites;

import java.time.ZoneId;

/**
 * A site as a list shows it.
 *
 * @param domain what events and queries name the site by
 * @param timezone the IANA name of the zone that days are counted in
 */
public record SiteSummary(String domain, String timezone) {
  /**
   * The zone that days are counted in.
   *
   * @throws java.time.DateTimeException if this Java runtime does not know the zone
   */
  public ZoneId zone() {
    return ZoneId.of(timezone);
  }
}
