package io.github.plausible4j.testkit;

import io.github.plausible4j.testkit.internal.ingest.Dropped;
import java.time.Instant;

/**
 * An event that was accepted with 202 but not stored, with the reason that a real server never
 * tells.
 *
 * @param domain the site that dropped it, as the request named it
 */
public record DroppedEvent(
    Instant time, String domain, String name, String hostname, String pathname, Reason reason) {
  /** Why an event is dropped. */
  public enum Reason {
    /** The referrer is known for spam. */
    SPAM_REFERRER,
    /** No site of that domain; upper and lower case differ. */
    UNKNOWN_SITE,
    /** The time of the site's account is over. */
    PAYMENT_REQUIRED,
    /** The site takes no more events in this window of time. */
    INGEST_LIMIT,
    /** The site blocks the address. */
    BLOCKED_ADDRESS,
    /** The site blocks the country. */
    BLOCKED_COUNTRY,
    /** The site blocks the page. */
    BLOCKED_PAGE,
    /** The site takes events of other host names only. */
    BLOCKED_HOSTNAME,
    /** X-Plausible-IP-Type says {@code dc_ip}. */
    DATA_CENTRE_ADDRESS,
    /** X-Plausible-IP-Type says {@code threat_ip}. */
    THREAT_ADDRESS,
    /** The User-Agent is that of a bot. */
    BOT,
    /** An engagement event of a visitor without an open visit. */
    NO_VISIT_FOR_ENGAGEMENT
  }

  static DroppedEvent of(Dropped dropped) {
    return new DroppedEvent(
        dropped.time(),
        dropped.domain(),
        dropped.name(),
        dropped.hostname(),
        dropped.pathname(),
        Reason.valueOf(dropped.reason().name()));
  }
}
