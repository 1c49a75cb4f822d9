package io.github.plausible4j.events;

import io.github.plausible4j.internal.UrlText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened on a site: a page view, or an event with a name. Immutable, and valid for
 * every Plausible server: what a server would refuse or cut is refused when the event is built, all
 * problems at once.
 *
 * <p>An event has no time of its own: the server counts it when it arrives.
 *
 * <pre>{@code
 * Event signup =
 *     Event.builder("Signup", "https://blog.example.com/join")
 *         .visitor(Visitor.of("203.0.113.7", "Mozilla/5.0"))
 *         .prop("plan", "pro")
 *         .build();
 * }</pre>
 */
public final class Event {
  /** The name of a page view. */
  public static final String PAGEVIEW = "pageview";

  /** The name of a report of how long and how far a page was read. */
  public static final String ENGAGEMENT = "engagement";

  private static final String[] NO_PROPS = {};

  /** Four properties, keys and values: most events have no more. */
  private static final int PROPS_AT_ONCE = 8;

  private final String name;
  private final String url;
  private final List<String> sites;
  private final @Nullable String referrer;
  // Keys and values in turn: a third of a map's memory, and the sender writes them in this order.
  private final String[] props;
  private final @Nullable Revenue revenue;
  private final boolean interactive;
  private final boolean hashMode;
  private final @Nullable Integer scrollDepth;
  private final @Nullable Duration engagementTime;
  private final @Nullable Visitor visitor;
  private final int estimatedBytes;

  private Event(Builder builder) {
    name = builder.name;
    url = builder.url;
    sites = builder.sites;
    referrer = builder.referrer;
    props = builder.takeProps();
    revenue = builder.revenue;
    interactive = builder.interactive;
    hashMode = builder.hashMode;
    scrollDepth = builder.scrollDepth;
    engagementTime = builder.engagementTime;
    visitor = builder.visitor;
    estimatedBytes = EventSize.of(builder);
  }

  /**
   * A page view without a visitor, of the site that the address names.
   *
   * @param url the address of the page, at most 2,000 bytes
   * @throws IllegalArgumentException if the address is not one
   */
  public static Event pageview(String url) {
    return builder(PAGEVIEW, url).build();
  }

  /**
   * An event without a visitor, of the site that the address names.
   *
   * @param name what happened, at most 120 characters
   * @param url the address where it happened, at most 2,000 bytes
   * @throws IllegalArgumentException if one of them is not allowed
   */
  public static Event named(String name, String url) {
    return builder(name, url).build();
  }

  /**
   * A builder of an event.
   *
   * @param name what happened, at most 120 characters; {@value #PAGEVIEW} for a page view
   * @param url the address where it happened, at most 2,000 bytes
   */
  public static Builder builder(String name, String url) {
    return new Builder(name, url, false);
  }

  /**
   * A builder of an event whose values came with a request, and that repairs them as no caller
   * could foresee: the address is percent-encoded where it has to be and cut to 2,000 bytes (click
   * ids first, then the fragment, then what Plausible does not read), the name is cut to 120
   * characters, properties without a key or value or with a key that is too long are left out,
   * values are cut to 2,000 bytes, and properties after the thirtieth are left out.
   *
   * <p>What remains to be refused by {@link Builder#build()} is an event without any name, or one
   * without a site: neither its address has a host, nor is {@link Builder#site} set. {@link
   * EventQueue#track(String, String, java.util.function.Consumer)} counts such a request and never
   * throws.
   *
   * @param name what happened; {@value #PAGEVIEW} for a page view
   * @param url the address that was requested, as it came
   */
  public static Builder fromRequest(@Nullable String name, @Nullable String url) {
    return new Builder(
        Objects.requireNonNullElse(name, ""), Objects.requireNonNullElse(url, ""), true);
  }

  /** A builder that holds what this event holds. */
  public Builder toBuilder() {
    Builder builder = new Builder(name, url, false);
    builder.sites = sites;
    builder.props = props;
    builder.propsLength = props.length;
    builder.referrer = referrer;
    builder.revenue = revenue;
    builder.interactive = interactive;
    builder.hashMode = hashMode;
    builder.scrollDepth = scrollDepth;
    builder.engagementTime = engagementTime;
    builder.visitor = visitor;
    return builder;
  }

  /** This event as done by that visitor. */
  public Event withVisitor(Visitor visitor) {
    return toBuilder().visitor(visitor).build();
  }

  /** What happened; {@value #PAGEVIEW} for a page view. */
  public String name() {
    return name;
  }

  /** Where it happened. */
  public String url() {
    return url;
  }

  /** The sites that count it; empty if the host of {@link #url()} names the site. */
  public List<String> sites() {
    return sites;
  }

  /** Where the visitor came from, at most 2,000 characters; empty if that is not known. */
  public Optional<String> referrer() {
    return Optional.ofNullable(referrer);
  }

  /**
   * The custom properties, in the order in which they were first set; empty if there are none. The
   * map cannot be changed, and making it copies nothing.
   */
  public Map<String, String> props() {
    return props.length == 0 ? Map.of() : new Props(props);
  }

  /** What was earned; empty if nothing was. */
  public Optional<Revenue> revenue() {
    return Optional.ofNullable(revenue);
  }

  /** Whether it shows that the visitor did something, so that the visit is no bounce. */
  public boolean interactive() {
    return interactive;
  }

  /** Whether the fragment of the address is part of the page's path. */
  public boolean hashMode() {
    return hashMode;
  }

  /** How far the page was read, in percent; only of {@value #ENGAGEMENT}. */
  public Optional<Integer> scrollDepth() {
    return Optional.ofNullable(scrollDepth);
  }

  /** How long the page was read; only of {@value #ENGAGEMENT}. */
  public Optional<Duration> engagementTime() {
    return Optional.ofNullable(engagementTime);
  }

  /** Who did it; empty if it is counted for the machine that reports it. */
  public Optional<Visitor> visitor() {
    return Optional.ofNullable(visitor);
  }

  /** About how many bytes this event holds in memory; what a queue's bound in bytes counts. */
  public int estimatedBytes() {
    return estimatedBytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Event that && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, url, sites, props());
  }

  /**
   * Name, address and sites, without the visitor, whose address is personal, and without user info,
   * query and fragment of the address, which may be secret.
   */
  @Override
  public String toString() {
    String page = UrlText.withoutSecrets(url);
    return "Event[" + name + " at " + page + (sites.isEmpty() ? "" : " for " + sites) + "]";
  }

  private List<@Nullable Object> parts() {
    return Arrays.asList(
        name,
        url,
        sites,
        referrer,
        props(),
        revenue,
        interactive,
        hashMode,
        scrollDepth,
        engagementTime,
        visitor);
  }

  /** What an event is built from. Not thread-safe. */
  public static final class Builder {
    String name;
    String url;
    private final boolean lenient;
    // Keys and values in turn, as the event keeps them; an event that was built may hold the array.
    @Nullable String[] props = NO_PROPS;
    int propsLength;
    private boolean sharesProps = true;
    List<String> sites = List.of();
    @Nullable String referrer;
    @Nullable Revenue revenue;
    boolean interactive = true;
    boolean hashMode;
    @Nullable Integer scrollDepth;
    @Nullable Duration engagementTime;
    @Nullable Visitor visitor;

    private Builder(String name, String url, boolean lenient) {
      this.lenient = lenient;
      this.name =
          Objects.requireNonNull(name, "Event: name is null; say what happened, or \"pageview\"");
      this.url =
          Objects.requireNonNull(
              url, "Event: url is null; give the address of the page, as https://host/path");
    }

    /**
     * The sites that count the event, as their domains stand in Plausible; default the host of the
     * address. Each call replaces the one before.
     */
    public Builder site(String... domains) {
      for (String domain : domains) {
        Objects.requireNonNull(
            domain, "Event: site is null; give its domain as Plausible shows it");
      }
      this.sites = List.of(domains);
      return this;
    }

    /**
     * Where the visitor came from, as the header Referer says it; default nowhere. Cut after 2,000
     * characters, as the server does.
     */
    public Builder referrer(@Nullable String referrer) {
      this.referrer = EventRules.cutReferrer(referrer);
      return this;
    }

    /**
     * A custom property: key at most 300 bytes, value at most 2,000 bytes in UTF-8, at most 30 of
     * them. A key that is set again keeps its place and takes the new value.
     */
    public Builder prop(String key, @Nullable String value) {
      if (lenient && !RequestEvent.keeps(key, value)) {
        return this;
      }
      String known = key == null ? "" : lenient ? Utf8.repaired(key) : key;
      int at = 0;
      while (at < propsLength && !known.equals(props[at])) {
        at += 2;
      }
      if (at < 2 * EventRules.MOST_PROPS || (!lenient && at == 2 * EventRules.MOST_PROPS)) {
        // The thirty-first is kept as a problem for build(); more would only take time.
        makeRoomAt(at);
        props[at] = known;
        props[at + 1] = lenient && value != null ? RequestEvent.propValue(value) : value;
        propsLength = Math.max(propsLength, at + 2);
      }
      return this;
    }

    private void makeRoomAt(int at) {
      if (sharesProps || at == props.length) {
        props = Arrays.copyOf(props, at < props.length ? props.length : at + PROPS_AT_ONCE);
        sharesProps = false;
      }
    }

    /** The properties as an array that is not written to any more. */
    private String[] takeProps() {
      if (propsLength < props.length) {
        return propsLength == 0 ? NO_PROPS : Arrays.copyOf(props, propsLength);
      }
      sharesProps = true;
      return props;
    }

    /** A custom property with a whole number. */
    public Builder prop(String key, long value) {
      return prop(key, Long.toString(value));
    }

    /** A custom property with a decimal number, written without an exponent. */
    public Builder prop(String key, double value) {
      return prop(
          key,
          Double.isFinite(value)
              ? BigDecimal.valueOf(value).toPlainString()
              : Double.toString(value));
    }

    /** A custom property that is {@code true} or {@code false}. */
    public Builder prop(String key, boolean value) {
      return prop(key, Boolean.toString(value));
    }

    /** Adds these custom properties; reads no more of them than an event may have. */
    public Builder props(Map<String, ? extends @Nullable String> props) {
      props.entrySet().stream()
          .limit(lenient ? Integer.MAX_VALUE : EventRules.MOST_PROPS + 1)
          .forEach(prop -> prop(prop.getKey(), prop.getValue()));
      return this;
    }

    /** What was earned. The hosted service counts it; a Community Edition ignores it. */
    public Builder revenue(Revenue revenue) {
      this.revenue = revenue;
      return this;
    }

    /**
     * Whether the event shows that the visitor did something, so that the visit is no bounce;
     * default {@code true}. Servers up to 3.2 count every event as interactive, and page views and
     * the names of Plausible's own events always are.
     */
    public Builder interactive(boolean interactive) {
      this.interactive = interactive;
      return this;
    }

    /** Whether the fragment of the address is part of the page's path; default {@code false}. */
    public Builder hashMode(boolean hashMode) {
      this.hashMode = hashMode;
      return this;
    }

    /** How far the page was read, 0 to 100 percent; for the name {@value Event#ENGAGEMENT} only. */
    public Builder scrollDepth(int percent) {
      this.scrollDepth = percent;
      return this;
    }

    /**
     * How long the page was read, less than 30 days; for the name {@value Event#ENGAGEMENT} only,
     * which without a scroll depth needs at least a millisecond.
     */
    public Builder engagementTime(Duration time) {
      this.engagementTime = time;
      return this;
    }

    /**
     * Who did it. Without a visitor the event counts for the machine that reports it, and all such
     * events are one visitor's.
     */
    public Builder visitor(Visitor visitor) {
      this.visitor = visitor;
      return this;
    }

    /**
     * The event.
     *
     * @throws IllegalArgumentException if a server would refuse or cut it; the message names every
     *     problem with its field, rule and remedy. After {@link Event#fromRequest} only if it has
     *     no name or no site
     */
    public Event build() {
      if (lenient) {
        RequestEvent.repair(this);
      }
      EventRules.check(this);
      return new Event(this);
    }
  }
}
