package io.github.plausible4j.testkit;

import io.github.plausible4j.testkit.internal.store.StoredEvent;
import io.github.plausible4j.testkit.internal.store.VisitAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;

/**
 * An event as the server stored it: after validation, with what it found out about the visit. What
 * is not known is an empty text. Immutable.
 */
public final class RecordedEvent {
  private final StoredEvent stored;

  RecordedEvent(StoredEvent stored) {
    this.stored = stored;
  }

  /** When it arrived, in whole seconds of the server's clock. */
  public Instant time() {
    return stored.time();
  }

  /** The domain of the site that counts it. */
  public String site() {
    return stored.site();
  }

  /** {@code pageview}, {@code engagement} or the name of a custom event. */
  public String name() {
    return stored.name();
  }

  /** The host of its URL without {@code www.}; {@code (none)} where the URL has none. */
  public String hostname() {
    return stored.hostname();
  }

  /** The decoded path of its URL. */
  public String pathname() {
    return stored.pathname();
  }

  /** The custom properties that were kept. */
  public Map<String, String> props() {
    return stored.props();
  }

  /** Equal for events of one visitor on one day, as far as the server can tell. */
  public String visitorId() {
    return Long.toUnsignedString(stored.visitor());
  }

  /** Equal for events of one visit: the same visitor without a pause of over 30 minutes. */
  public String visitId() {
    return Long.toUnsignedString(stored.session());
  }

  /** Whether it keeps its visit from counting as a bounce. */
  public boolean interactive() {
    return stored.interactive();
  }

  /** How far the page was scrolled, in percent; only engagement events know. */
  public OptionalInt scrollDepth() {
    return stored.scrollDepth() == StoredEvent.NO_SCROLL_DEPTH
        ? OptionalInt.empty()
        : OptionalInt.of(stored.scrollDepth());
  }

  /** How long the page was looked at; zero except for engagement events. */
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

  /** Two letters. */
  public String country() {
    return visit().country();
  }

  /** ISO 3166-2, for example {@code GB-ENG}. */
  public String region() {
    return visit().region();
  }

  /** The GeoNames id of the city, or 0. */
  public int city() {
    return visit().city();
  }

  /** {@code Mobile}, {@code Tablet}, {@code Desktop} … */
  public String device() {
    return visit().device();
  }

  /** For example {@code Firefox}. */
  public String browser() {
    return visit().browser();
  }

  /** Major and minor number. */
  public String browserVersion() {
    return visit().browserVersion();
  }

  /** For example {@code GNU/Linux}. */
  public String os() {
    return visit().os();
  }

  /** Major and minor number. */
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
