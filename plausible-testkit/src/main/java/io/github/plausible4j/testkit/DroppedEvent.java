package io.github.plausible4j.testkit;

import io.github.plausible4j.testkit.internal.ingest.Dropped;
import java.time.Instant;

/**
 * An event that was answered with 202 but not stored, with the reason, which a real server does not
 * tell.
 *
 * @param time when the event arrived
 * @param domain the domain of the site, as in the request
 * @param name the name of the event
 * @param hostname the host name of its URL
 * @param pathname the path of its URL
 * @param reason why it was dropped
 */
public record DroppedEvent(
    Instant time, String domain, String name, String hostname, String pathname, Reason reason) {
  /** The reasons for dropping an event. */
  public enum Reason {
    /** The referrer is a known spammer. */
    SPAM_REFERRER,
    /** There is no site with this domain. Case matters. */
    UNKNOWN_SITE,
    /** The subscription of the site's account has ended. */
    PAYMENT_REQUIRED,
    /** The site has reached its limit of events in this window. */
    INGEST_LIMIT,
    /** The site blocks the address. */
    BLOCKED_ADDRESS,
    /** The site blocks the country. */
    BLOCKED_COUNTRY,
    /** The site blocks the page. */
    BLOCKED_PAGE,
    /** The site accepts only events from other host names. */
    BLOCKED_HOSTNAME,
    /** The header X-Plausible-IP-Type is {@code dc_ip}. */
    DATA_CENTRE_ADDRESS,
    /** The header X-Plausible-IP-Type is {@code threat_ip}. */
    THREAT_ADDRESS,
    /** The User-Agent belongs to a bot. */
    BOT,
    /** The event is an engagement event, and its visitor has no open visit. */
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
