package io.github.plausible4j.testkit;

import io.github.plausible4j.testkit.internal.account.Goal;
import io.github.plausible4j.testkit.internal.account.IngestLimit;
import io.github.plausible4j.testkit.internal.account.MemoryDirectory;
import io.github.plausible4j.testkit.internal.account.Shield;
import io.github.plausible4j.testkit.internal.stats.parse.FilterReader;
import io.github.plausible4j.testkit.internal.stats.query.RefusedQuery;
import io.github.plausible4j.testkit.internal.wire.JsonValues;
import io.github.plausible4j.testkit.internal.wire.MalformedJsonException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A site of the test server with its settings. Immutable and thread-safe. */
public final class TestSite {
  private final String domain;
  private final ZoneId timezone;
  private final String owner;
  private final List<Goal> goals;
  private final List<String> properties;
  private final boolean locked;
  private final Shield shield;
  private final @Nullable IngestLimit ingestLimit;
  private final @Nullable LocalDate statsStart;
  private final Map<Long, String> segments;

  private TestSite(Builder builder) {
    domain = builder.domain;
    timezone = builder.timezone;
    owner = builder.owner;
    goals = List.copyOf(builder.goals);
    properties = List.copyOf(builder.properties);
    locked = builder.locked;
    shield = Shield.of(builder.addresses, builder.countries, builder.pages, builder.hostnames);
    ingestLimit = builder.ingestLimit;
    statsStart = builder.statsStart;
    segments = Map.copyOf(builder.segments);
  }

  /** Creates a site in UTC without goals that accepts all events. */
  public static TestSite of(String domain) {
    return builder(domain).build();
  }

  /**
   * Creates a builder of a site.
   *
   * @param domain the name of the site in events and queries; case matters
   */
  public static Builder builder(String domain) {
    return new Builder(domain);
  }

  /** The name of the site in events and queries. */
  public String domain() {
    return domain;
  }

  /** The time zone of the site. */
  public ZoneId timezone() {
    return timezone;
  }

  void addTo(MemoryDirectory directory) {
    directory.add(
        domain,
        timezone,
        owner,
        locked,
        shield,
        ingestLimit,
        statsStart,
        goals,
        properties,
        segments);
  }

  @Override
  public String toString() {
    return domain + " (" + timezone + ")";
  }

  /** Builds a {@link TestSite}. Not thread-safe. */
  public static final class Builder {
    private final String domain;
    private ZoneId timezone = ZoneOffset.UTC;
    private String owner = MemoryDirectory.DEFAULT_OWNER;
    private final List<Goal> goals = new ArrayList<>();
    private final List<String> properties = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();
    private final List<String> countries = new ArrayList<>();
    private final List<String> pages = new ArrayList<>();
    private final List<String> hostnames = new ArrayList<>();
    private boolean locked;
    private @Nullable IngestLimit ingestLimit;
    private @Nullable LocalDate statsStart;
    private final Map<Long, String> segments = new TreeMap<>();

    private Builder(String domain) {
      this.domain = Objects.requireNonNull(domain, "domain");
      if (domain.isBlank() || domain.contains(",") || domain.contains("://")) {
        throw new IllegalArgumentException(
            "domain \"" + domain + "\" is not a single domain; use one such as blog.example.com");
      }
    }

    /** Sets the time zone of the site. Default UTC. */
    public Builder timezone(ZoneId zone) {
      timezone = Objects.requireNonNull(zone, "timezone");
      return this;
    }

    /**
     * Sets the account that the site belongs to. An API key has access only to sites of its own
     * account.
     */
    public Builder owner(String account) {
      owner = Objects.requireNonNull(account, "owner");
      return this;
    }

    /** Adds a goal for events with this name, which is also the name of the goal. */
    public Builder eventGoal(String eventName) {
      goals.add(Goal.event(eventName));
      return this;
    }

    /** Adds a goal for events with this name. */
    public Builder eventGoal(String eventName, String displayName) {
      goals.add(Goal.event(eventName).named(displayName));
      return this;
    }

    /** Adds a goal for views of a page; {@code *} matches anything. */
    public Builder pageGoal(String path) {
      goals.add(Goal.page(path));
      return this;
    }

    /** Adds a goal for views of a page; {@code *} matches anything. */
    public Builder pageGoal(String path, String displayName) {
      goals.add(Goal.page(path).named(displayName));
      return this;
    }

    /** Adds a goal for scrolling a page to this percentage, 0 to 100. */
    public Builder scrollGoal(String path, int percent, String displayName) {
      if (percent < 0 || percent > 100) {
        throw new IllegalArgumentException("percent " + percent + " is not between 0 and 100");
      }
      goals.add(Goal.page(path).withScroll(percent).named(displayName));
      return this;
    }

    /**
     * Adds a goal for events with this name that adds up their revenue. Only {@link
     * ServerRelease#HOSTED} measures revenue, and only for events in this currency, because the
     * server has no exchange rates.
     */
    public Builder revenueGoal(String eventName, Currency currency) {
      goals.add(Goal.event(eventName).withCurrency(currency.getCurrencyCode()));
      return this;
    }

    /**
     * Adds a segment: filters that queries can refer to by this id.
     *
     * @param filters the filters as a JSON array as in a query, for example {@code
     *     [["is","visit:country",["DE"]]]}
     * @throws IllegalArgumentException if the text is not a JSON array of filters
     */
    public Builder segment(long id, String filters) {
      try {
        FilterReader.read(JsonValues.tree(JsonValues.parse(filters)));
      } catch (MalformedJsonException | RefusedQuery e) {
        throw new IllegalArgumentException(
            "segment " + id + " does not have a JSON array of filters: " + filters, e);
      }
      segments.put(id, filters);
      return this;
    }

    /** Adds custom properties that the owner declared. Events may have other properties, too. */
    public Builder properties(String... names) {
      properties.addAll(List.of(names));
      return this;
    }

    /** Drops events from this address. */
    public Builder blockAddress(String address) {
      addresses.add(Objects.requireNonNull(address, "address"));
      return this;
    }

    /** Drops events from this country (two letters). */
    public Builder blockCountry(String country) {
      countries.add(Objects.requireNonNull(country, "country"));
      return this;
    }

    /** Drops events of pages with this path; {@code *} matches anything. */
    public Builder blockPage(String path) {
      pages.add(Objects.requireNonNull(path, "path"));
      return this;
    }

    /** Drops events of all host names that are not allowed; {@code *} matches anything. */
    public Builder allowHostname(String hostname) {
      hostnames.add(Objects.requireNonNull(hostname, "hostname"));
      return this;
    }

    /** Sets whether statistics are rejected with 402, as without a subscription. Default false. */
    public Builder locked(boolean isLocked) {
      locked = isLocked;
      return this;
    }

    /**
     * Accepts at most this number of events in each window of this length; 0 accepts none. Default
     * no limit.
     */
    public Builder ingestLimit(long events, Duration window) {
      if (events < 0 || window.toMillis() <= 0) {
        throw new IllegalArgumentException(
            "ingestLimit "
                + events
                + " in "
                + window
                + " is not valid; use at least 0 events in at least 1 ms");
      }
      ingestLimit = new IngestLimit(events, window);
      return this;
    }

    /**
     * Sets the first day of the statistics, where the range "all" begins. Default the day of the
     * first event.
     */
    public Builder statsStart(LocalDate day) {
      statsStart = Objects.requireNonNull(day, "statsStart");
      return this;
    }

    /** Builds the site. */
    public TestSite build() {
      return new TestSite(this);
    }
  }
}
