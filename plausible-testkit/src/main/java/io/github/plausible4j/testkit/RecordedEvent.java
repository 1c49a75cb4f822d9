package io.github.plausible4j.testkit;

import io.github.plausible4j.testkit.internal.store.StoredEvent;
import io.github.plausible4j.testkit.internal.store.VisitAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;

/**
 * An event as the server stored it, after validation and with the attributes of its visit. Unknown
 * values are empty. Immutable and thread-safe.
 */
public final class RecordedEvent {
  private final StoredEvent stored;

  RecordedEvent(StoredEvent stored) {
    this.stored = stored;
  }

  /** When the event arrived, by the server's clock, in whole seconds. */
  public Instant time() {
    return stored.time();
  }

  /** The domain of the site that counted the event. */
  public String site() {
    return stored.site();
  }

  /** {@code pageview}, {@code engagement} or the name of a custom event. */
  public String name() {
    return stored.name();
  }

  /** The host of its URL without {@code www.}; {@code (none)} if the URL has no host. */
  public String hostname() {
    return stored.hostname();
  }

  /** The decoded path of its URL. */
  public String pathname() {
    return stored.pathname();
  }

  /** The custom properties that were stored. */
  public Map<String, String> props() {
    return stored.props();
  }

  /**
   * The id of the visitor. It is equal for events of the same visitor on the same day, as far as
   * the server can tell.
   */
  public String visitorId() {
    return Long.toUnsignedString(stored.visitor());
  }

  /**
   * The id of the visit. It is equal for events of the same visitor without a pause of more than 30
   * minutes.
   */
  public String visitId() {
    return Long.toUnsignedString(stored.session());
  }

  /** Whether the event keeps its visit from counting as a bounce. */
  public boolean interactive() {
    return stored.interactive();
  }

  /** How far the page was scrolled, in percent; empty except for engagement events. */
  public OptionalInt scrollDepth() {
    return stored.scrollDepth() == StoredEvent.NO_SCROLL_DEPTH
        ? OptionalInt.empty()
        : OptionalInt.of(stored.scrollDepth());
  }

  /** How long the page was viewed; zero except for engagement events. */
  public Duration engagementTime() {
    return Duration.ofMillis(stored.engagementMillis());
  }

  /** Host and path of the page that the visit came from, without scheme. */
  public String referrer() {
    return visit().referrer();
  }

  /** The source of the visit, for example {@code Google}; empty for a direct one. */
  public String source() {
    return visit().source();
  }

  /** The acquisition channel of the visit, for example {@code Organic Search}. */
  public String channel() {
    return visit().channel();
  }

  /** The tag {@code utm_medium} that the visit began with. */
  public String utmMedium() {
    return visit().utmMedium();
  }

  /** The tag {@code utm_source}, {@code source} or {@code ref} that the visit began with. */
  public String utmSource() {
    return visit().utmSource();
  }

  /** The tag {@code utm_campaign} that the visit began with. */
  public String utmCampaign() {
    return visit().utmCampaign();
  }

  /** The tag {@code utm_content} that the visit began with. */
  public String utmContent() {
    return visit().utmContent();
  }

  /** The tag {@code utm_term} that the visit began with. */
  public String utmTerm() {
    return visit().utmTerm();
  }

  /** The country code of two letters. */
  public String country() {
    return visit().country();
  }

  /** The ISO 3166-2 code of the region, for example {@code GB-ENG}. */
  public String region() {
    return visit().region();
  }

  /** The GeoNames id of the city, or 0. */
  public int city() {
    return visit().city();
  }

  /** The class of the device: {@code Mobile}, {@code Tablet}, {@code Desktop} … */
  public String device() {
    return visit().device();
  }

  /** The browser, for example {@code Firefox}. */
  public String browser() {
    return visit().browser();
  }

  /** The major and minor version of the browser. */
  public String browserVersion() {
    return visit().browserVersion();
  }

  /** The operating system, for example {@code GNU/Linux}. */
  public String os() {
    return visit().os();
  }

  /** The major and minor version of the operating system. */
  public String osVersion() {
    return visit().osVersion();
  }

  private VisitAttributes visit() {
    return stored.visit();
  }

  @Override
  public String toString() {
    return name() + " " + hostname() + pathname() + (props().isEmpty() ? "" : " " + props());
  }
}
