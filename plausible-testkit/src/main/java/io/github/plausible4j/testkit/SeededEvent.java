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
 * A past event with a given time, visitor and dimensions, which the Events API cannot set.
 * Immutable and thread-safe.
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

  /** Creates a builder of a page view. */
  public static Builder pageview(String site, String url) {
    return new Builder(site, "pageview", url);
  }

  /** Creates a builder of an event with this name. */
  public static Builder named(String name, String site, String url) {
    return new Builder(site, name, url);
  }

  @Override
  public String toString() {
    return time + " " + name + " " + hostname + pathname;
  }

  /** Builds a {@link SeededEvent}. Not thread-safe. */
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

    /** Sets the time. Required. Fractions of a second are cut off. */
    public Builder time(Instant instant) {
      time = Objects.requireNonNull(instant, "time");
      return this;
    }

    /** Sets the visitor, by any name. Default {@code visitor}. */
    public Builder visitor(String label) {
      visitor = Objects.requireNonNull(label, "visitor");
      return this;
    }

    /**
     * Sets the visit, by any name. By default, the event belongs to the visit of the visitor's
     * previous seeded event, unless 31 minutes or more lie between them.
     */
    public Builder visit(String label) {
      visit = Objects.requireNonNull(label, "visit");
      return this;
    }

    /**
     * Sets a dimension of the visit. An event without any dimensions has those of its visit's first
     * event.
     */
    public Builder dimension(Dimension dimension, String value) {
      dimensions.put(dimension, Objects.requireNonNull(value, "value"));
      return this;
    }

    /** Adds a custom property. */
    public Builder prop(String key, String value) {
      props.put(key, value);
      return this;
    }

    /** Sets whether the event keeps its visit from counting as a bounce. Default true. */
    public Builder interactive(boolean keepsFromBounce) {
      interactive = keepsFromBounce;
      return this;
    }

    /** Sets how far the page was scrolled, 0 to 100 percent. For engagement events. */
    public Builder scrollDepth(int percent) {
      if (percent < 0 || percent > 100) {
        throw new IllegalArgumentException("scrollDepth " + percent + " is not 0 to 100 percent");
      }
      scrollDepth = percent;
      return this;
    }

    /** Sets how long the page was viewed. For engagement events. */
    public Builder engagement(Duration duration) {
      engagementMillis = duration.toMillis();
      return this;
    }

    /** Sets the revenue, in the currency of the goal that the event reaches. */
    public Builder revenue(BigDecimal amount) {
      revenue = Objects.requireNonNull(amount, "revenue");
      return this;
    }

    /**
     * Builds the event.
     *
     * @throws NullPointerException if the time is missing
     */
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

  /** The dimensions of a visit. */
  public enum Dimension {
    /** The host and path of the referring page, without the scheme. */
    REFERRER,
    /** The source, for example {@code Google}. */
    SOURCE,
    /** The channel, for example {@code Organic Search}. Default {@code Direct}. */
    CHANNEL,
    /** The URL parameter {@code utm_medium}. */
    UTM_MEDIUM,
    /** The URL parameter {@code utm_source}. */
    UTM_SOURCE,
    /** The URL parameter {@code utm_campaign}. */
    UTM_CAMPAIGN,
    /** The URL parameter {@code utm_content}. */
    UTM_CONTENT,
    /** The URL parameter {@code utm_term}. */
    UTM_TERM,
    /** The country code of two letters. */
    COUNTRY,
    /** The ISO 3166-2 code of the region. */
    REGION,
    /** The GeoNames id of the city. */
    CITY,
    /** The class of the device: {@code Mobile}, {@code Tablet} or {@code Desktop}. */
    DEVICE,
    /** The browser, for example {@code Firefox}. */
    BROWSER,
    /** The major and minor version of the browser. */
    BROWSER_VERSION,
    /** The operating system, for example {@code Windows}. */
    OS,
    /** The major and minor version of the operating system. */
    OS_VERSION
  }
}
