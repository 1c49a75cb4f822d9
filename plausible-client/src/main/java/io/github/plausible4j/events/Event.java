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
 * A page view or a custom event of a site. Immutable, and valid for every Plausible server: {@link
 * Builder#build()} rejects values that a server would reject or cut, and reports all problems at
 * once.
 *
 * <p>An event has no timestamp: the server counts it when it arrives.
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

  /** Keys and values of four properties: most events have no more. */
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
   * A page view without a visitor. The host of the address is the site.
   *
   * @param url the address of the page, at most 2,000 bytes
   * @throws IllegalArgumentException if the address is invalid
   */
  public static Event pageview(String url) {
    return builder(PAGEVIEW, url).build();
  }

  /**
   * An event without a visitor. The host of the address is the site.
   *
   * @param name what happened, at most 120 characters
   * @param url the address where it happened, at most 2,000 bytes
   * @throws IllegalArgumentException if the name or the address is invalid
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
   * A builder of an event from the values of a request, which repairs them because a visitor can
   * send anything. The address is percent-encoded where necessary and cut to 2,000 bytes (first
   * click ids, then the fragment, then what Plausible does not read). The name is cut to 120
   * characters, and property values to 2,000 bytes. Properties without a key or value, with a key
   * that is too long, or after the thirtieth are left out.
   *
   * <p>{@link Builder#build()} rejects only an event without a name, or without a site: its address
   * has no host, and {@link Builder#site} is not set. {@link EventQueue#track(String, String,
   * java.util.function.Consumer)} counts such a request and never throws.
   *
   * @param name what happened; {@value #PAGEVIEW} for a page view
   * @param url the address that was requested, as it came
   */
  public static Builder fromRequest(@Nullable String name, @Nullable String url) {
    return new Builder(
        Objects.requireNonNullElse(name, ""), Objects.requireNonNullElse(url, ""), true);
  }

  /** A builder that starts from this event. */
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

  /** A copy of this event with that visitor. */
  public Event withVisitor(Visitor visitor) {
    return toBuilder().visitor(visitor).build();
  }

  /** What happened; {@value #PAGEVIEW} for a page view. */
  public String name() {
    return name;
  }

  /** The address where it happened. */
  public String url() {
    return url;
  }

  /** The sites that count this event; empty if the host of {@link #url()} is the site. */
  public List<String> sites() {
    return sites;
  }

  /** Where the visitor came from, at most 2,000 characters; empty if that is not known. */
  public Optional<String> referrer() {
    return Optional.ofNullable(referrer);
  }

  /**
   * The custom properties, in the order in which they were first set; empty if no property was set.
   * The map is an immutable view, not a copy.
   */
  public Map<String, String> props() {
    return props.length == 0 ? Map.of() : new Props(props);
  }

  /** The revenue; empty if it was not set. */
  public Optional<Revenue> revenue() {
    return Optional.ofNullable(revenue);
  }

  /** Whether this event is an interaction of the visitor, so that the visit is not a bounce. */
  public boolean interactive() {
    return interactive;
  }

  /** Whether the fragment of the address is part of the page's path. */
  public boolean hashMode() {
    return hashMode;
  }

  /** How far the page was read, in percent; only for the name {@value #ENGAGEMENT}. */
  public Optional<Integer> scrollDepth() {
    return Optional.ofNullable(scrollDepth);
  }

  /** How long the page was read; only for the name {@value #ENGAGEMENT}. */
  public Optional<Duration> engagementTime() {
    return Optional.ofNullable(engagementTime);
  }

  /** The visitor; empty if the event counts for the machine that reports it. */
  public Optional<Visitor> visitor() {
    return Optional.ofNullable(visitor);
  }

  /**
   * The estimated memory of this event in bytes, which counts towards a queue's capacity in bytes.
   */
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

  /** A builder of an {@link Event}. Not thread-safe. */
  public static final class Builder {
    String name;
    String url;
    private final boolean lenient;
    // Alternating keys and values; an event that was built may share this array.
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
          Objects.requireNonNull(
              name, "Event: name is null; use a name such as Signup, or \"pageview\"");
      this.url =
          Objects.requireNonNull(
              url, "Event: url is null; use the address of the page, such as https://host/path");
    }

    /**
     * The sites that count the event, by their domains as Plausible shows them; default the host of
     * the address. Each call replaces the previous one.
     */
    public Builder site(String... domains) {
      for (String domain : domains) {
        Objects.requireNonNull(domain, "Event: site is null; use the domain that Plausible shows");
      }
      this.sites = List.of(domains);
      return this;
    }

    /**
     * Where the visitor came from, usually the header Referer; default none. Cut to 2,000
     * characters, as the server does.
     */
    public Builder referrer(@Nullable String referrer) {
      this.referrer = EventRules.cutReferrer(referrer);
      return this;
    }

    /**
     * Sets a custom property: a key of at most 300 bytes and a value of at most 2,000 bytes in
     * UTF-8, at most 30 properties. Setting a key again replaces its value and keeps its position.
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
        // The thirty-first is kept so that build() reports it; more would only take time.
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

    /** The properties as an array that this builder no longer writes to. */
    private String[] takeProps() {
      if (propsLength < props.length) {
        return propsLength == 0 ? NO_PROPS : Arrays.copyOf(props, propsLength);
      }
      sharesProps = true;
      return props;
    }

    /** Sets a custom property to a whole number. */
    public Builder prop(String key, long value) {
      return prop(key, Long.toString(value));
    }

    /** Sets a custom property to a decimal number, written without an exponent. */
    public Builder prop(String key, double value) {
      return prop(
          key,
          Double.isFinite(value)
              ? BigDecimal.valueOf(value).toPlainString()
              : Double.toString(value));
    }

    /** Sets a custom property to {@code true} or {@code false}. */
    public Builder prop(String key, boolean value) {
      return prop(key, Boolean.toString(value));
    }

    /** Sets several custom properties; does not read more entries than an event can have. */
    public Builder props(Map<String, ? extends @Nullable String> props) {
      props.entrySet().stream()
          .limit(lenient ? Integer.MAX_VALUE : EventRules.MOST_PROPS + 1)
          .forEach(prop -> prop(prop.getKey(), prop.getValue()));
      return this;
    }

    /** The revenue of the event. The hosted service counts it; a Community Edition ignores it. */
    public Builder revenue(Revenue revenue) {
      this.revenue = revenue;
      return this;
    }

    /**
     * Whether the event is an interaction of the visitor, so that the visit is not a bounce;
     * default {@code true}. Servers up to 3.2 count every event as interactive. Page views and
     * Plausible's own events are always interactive.
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
     * How long the page was read, less than 30 days; for the name {@value Event#ENGAGEMENT} only.
     * Without a scroll depth it must be at least a millisecond.
     */
    public Builder engagementTime(Duration time) {
      this.engagementTime = time;
      return this;
    }

    /**
     * The visitor. Events without a visitor count for the machine that reports them, all as the
     * same visitor.
     */
    public Builder visitor(Visitor visitor) {
      this.visitor = visitor;
      return this;
    }

    /**
     * Builds the event.
     *
     * @throws IllegalArgumentException if a server would refuse or cut the event; the message names
     *     every problem with its field, rule and remedy. After {@link Event#fromRequest} only if
     *     the event has no name or no site
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
