package io.github.plausible4j.testkit;

import io.github.plausible4j.testkit.internal.store.StoredEvent;
import io.github.plausible4j.testkit.internal.store.VisitAttributes;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An event of the past, with visitor and dimensions as given, which the event API cannot give.
 * Immutable.
 */
public final class SeededEvent {
  final String site;
  final String name;
  final Instant time;
  final String visitor;
  final @Nullable String visit;
  final String hostname;
  final String pathname;
  final VisitAttributes attributes;
  final Map<String, String> props;
  final boolean interactive;
  final int scrollDepth;
  final long engagementMillis;
  final @Nullable BigDecimal revenue;

  private SeededEvent(Builder builder) {
    site = builder.site;
    name = builder.name;
    time = Objects.requireNonNull(builder.time, "time of the seeded event is missing; set it");
    visitor = builder.visitor;
    visit = builder.visit;
    hostname = builder.hostname;
    pathname = builder.pathname;
    attributes = builder.attributes();
    props = Map.copyOf(builder.props);
    interactive = builder.interactive;
    scrollDepth = builder.scrollDepth;
    engagementMillis = builder.engagementMillis;
    revenue = builder.revenue;
  }

  /** Begins a page view. */
  public static Builder pageview(String site, String url) {
    return new Builder(site, "pageview", url);
  }

  /** Begins an event of this name. */
  public static Builder named(String name, String site, String url) {
    return new Builder(site, name, url);
  }

  @Override
  public String toString() {
    return time + " " + name + " " + hostname + pathname;
  }

  /** Collects an event. Not thread-safe. */
  public static final class Builder {
    private final String site;
    private final String name;
    private final String hostname;
    private final String pathname;
    private final Map<Dimension, String> dimensions = new TreeMap<>();
    private final Map<String, String> props = new TreeMap<>();
    private @Nullable Instant time;
    private String visitor = "visitor";
    private @Nullable String visit;
    private boolean interactive = true;
    private int scrollDepth = StoredEvent.NO_SCROLL_DEPTH;
    private long engagementMillis;
    private @Nullable BigDecimal revenue;

    private Builder(String site, String name, String url) {
      this.site = Objects.requireNonNull(site, "site");
      this.name = Objects.requireNonNull(name, "name");
      URI uri = URI.create(url);
      String host = uri.getHost() == null ? "(none)" : uri.getHost();
      hostname = host.startsWith("www.") ? host.substring(4) : host;
      pathname = uri.getPath() == null || uri.getPath().isEmpty() ? "/" : uri.getPath();
    }

    /** When it happened; required. Fractions of a second are cut. */
    public Builder time(Instant instant) {
      time = Objects.requireNonNull(instant, "time");
      return this;
    }

    /** Who did it, by any name of your own; {@code visitor} if not set. */
    public Builder visitor(String label) {
      visitor = Objects.requireNonNull(label, "visitor");
      return this;
    }

    /**
     * The visit that it belongs to, by any name of your own. If not set, it belongs to the visit of
     * the visitor's seeded event before, unless 31 minutes or more lie between.
     */
    public Builder visit(String label) {
      visit = Objects.requireNonNull(label, "visit");
      return this;
    }

    /**
     * What the visit was begun with. An event for which no dimension is set has those of the event
     * that began its visit.
     */
    public Builder dimension(Dimension dimension, String value) {
      dimensions.put(dimension, Objects.requireNonNull(value, "value"));
      return this;
    }

    /** A custom property. */
    public Builder prop(String key, String value) {
      props.put(key, value);
      return this;
    }

    /** Whether it keeps its visit from counting as a bounce; true if not set. */
    public Builder interactive(boolean keepsFromBounce) {
      interactive = keepsFromBounce;
      return this;
    }

    /** How far the page was scrolled, 0 to 100 percent; for engagement events. */
    public Builder scrollDepth(int percent) {
      if (percent < 0 || percent > 100) {
        throw new IllegalArgumentException("scrollDepth " + percent + " is not 0 to 100 percent");
      }
      scrollDepth = percent;
      return this;
    }

    /** How long the page was looked at; for engagement events. */
    public Builder engagement(Duration duration) {
      engagementMillis = duration.toMillis();
      return this;
    }

    /** Money that it brought, in the currency of the goal that it reaches. */
    public Builder revenue(BigDecimal amount) {
      revenue = Objects.requireNonNull(amount, "revenue");
      return this;
    }

    /** Makes the event. */
    public SeededEvent build() {
      return new SeededEvent(this);
    }

    private VisitAttributes attributes() {
      if (dimensions.isEmpty()) {
        return VisitAttributes.UNKNOWN;
      }
      return new VisitAttributes(
          value(Dimension.REFERRER),
          value(Dimension.SOURCE),
          dimensions.getOrDefault(Dimension.CHANNEL, "Direct"),
          value(Dimension.UTM_MEDIUM),
          value(Dimension.UTM_SOURCE),
          value(Dimension.UTM_CAMPAIGN),
          value(Dimension.UTM_CONTENT),
          value(Dimension.UTM_TERM),
          value(Dimension.COUNTRY),
          value(Dimension.REGION),
          Integer.parseInt(dimensions.getOrDefault(Dimension.CITY, "0")),
          value(Dimension.DEVICE),
          value(Dimension.BROWSER),
          value(Dimension.BROWSER_VERSION),
          value(Dimension.OS),
          value(Dimension.OS_VERSION));
    }

    private String value(Dimension dimension) {
      return dimensions.getOrDefault(dimension, "");
    }
  }

  /** What is known of a visit, by its names in statistics. */
  public enum Dimension {
    /** Host and path of the referring page, without scheme. */
    REFERRER,
    /** For example {@code Google}. */
    SOURCE,
    /** For example {@code Organic Search}; {@code Direct} if not set. */
    CHANNEL,
    /** Tag of the URL. */
    UTM_MEDIUM,
    /** Tag of the URL. */
    UTM_SOURCE,
    /** Tag of the URL. */
    UTM_CAMPAIGN,
    /** Tag of the URL. */
    UTM_CONTENT,
    /** Tag of the URL. */
    UTM_TERM,
    /** Two letters. */
    COUNTRY,
    /** ISO 3166-2. */
    REGION,
    /** GeoNames id. */
    CITY,
    /** {@code Mobile}, {@code Tablet}, {@code Desktop}. */
    DEVICE,
    /** For example {@code Firefox}. */
    BROWSER,
    /** Major and minor number. */
    BROWSER_VERSION,
    /** For example {@code Windows}. */
    OS,
    /** Major and minor number. */
    OS_VERSION
  }
}
