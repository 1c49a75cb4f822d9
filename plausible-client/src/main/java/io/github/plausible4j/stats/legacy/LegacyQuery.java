package io.github.plausible4j.stats.legacy;

import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.Filter;
import io.github.plausible4j.stats.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A question to the statistics API, version 1. Immutable and thread-safe.
 *
 * <p>That server answers some wrong questions with wrong numbers: it reads a negated list as a
 * positive one and leaves out filters that it cannot read. {@link Builder#build()} refuses both.
 */
public final class LegacyQuery {
  /** Most rows of one page. */
  public static final int MAX_LIMIT = 1000;

  private final Builder parts;

  private LegacyQuery(Builder parts) {
    this.parts = parts;
  }

  /**
   * A builder of a query.
   *
   * @param siteId the site's domain
   */
  public static Builder builder(String siteId) {
    return new Builder(siteId);
  }

  /** A builder that starts with all of this query. */
  public Builder toBuilder() {
    return new Builder(parts);
  }

  /** The site's domain. */
  public String siteId() {
    return parts.siteId;
  }

  /** What is counted. */
  public List<Metric> metrics() {
    return parts.metrics;
  }

  /** What must hold, all of it. */
  public List<Filter> filters() {
    return parts.filters;
  }

  /** Whether the period before is counted too; for aggregates. */
  public boolean comparesWithPreviousPeriod() {
    return parts.compare;
  }

  /** The steps; for time series. */
  public Optional<LegacyInterval> interval() {
    return parts.interval;
  }

  /** Most rows of a page; for breakdowns. */
  public OptionalInt limit() {
    return parts.limit;
  }

  /** Which page, from 1; for breakdowns. */
  public OptionalInt page() {
    return parts.page;
  }

  /** The parameters of the query string, in order, without the property of a breakdown. */
  public Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("site_id", parts.siteId);
    parameters.put("period", parts.period.name());
    parts.period.date().ifPresent(date -> parameters.put("date", date));
    parameters.put(
        "metrics", parts.metrics.stream().map(Metric::name).collect(Collectors.joining(",")));
    if (!parts.filters.isEmpty()) {
      parameters.put("filters", LegacyFilters.write(parts.filters));
    }
    if (parts.compare) {
      parameters.put("compare", "previous_period");
    }
    parts.interval.ifPresent(interval -> parameters.put("interval", interval.toString()));
    parts.limit.ifPresent(limit -> parameters.put("limit", Integer.toString(limit)));
    parts.page.ifPresent(page -> parameters.put("page", Integer.toString(page)));
    if (parts.withImported) {
      parameters.put("with_imported", "true");
    }
    return parameters;
  }

  /**
   * Refuses what a call of {@link LegacyStatsClient} would refuse; the calls do so themselves.
   *
   * @param call {@code aggregate}, {@code timeseries} or {@code breakdown}
   * @param property what a breakdown groups by
   * @throws IllegalArgumentException if the call would refuse it; the message names all that is
   *     wrong
   */
  public void checkFor(String call, Optional<Dimension> property) {
    LegacyRules.checkFor(call, this, property);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LegacyQuery query && query.parameters().equals(parameters());
  }

  @Override
  public int hashCode() {
    return parameters().hashCode();
  }

  /** The parameters. */
  @Override
  public String toString() {
    return parameters().toString();
  }

  /** Parts of a {@link LegacyQuery}. Not thread-safe. */
  public static final class Builder {
    final String siteId;
    List<Metric> metrics = List.of(Metric.VISITORS);
    LegacyPeriod period = LegacyPeriod.last30Days();
    List<Filter> filters = List.of();
    Optional<LegacyInterval> interval = Optional.empty();
    OptionalInt limit = OptionalInt.empty();
    OptionalInt page = OptionalInt.empty();
    boolean compare;
    boolean withImported;

    private Builder(String siteId) {
      this.siteId = siteId;
    }

    private Builder(Builder other) {
      this.siteId = other.siteId;
      this.metrics = other.metrics;
      this.period = other.period;
      this.filters = other.filters;
      this.interval = other.interval;
      this.limit = other.limit;
      this.page = other.page;
      this.compare = other.compare;
      this.withImported = other.withImported;
    }

    /** What is counted, instead of what was set before; default visitors. */
    public Builder metrics(Metric... metrics) {
      this.metrics = List.of(metrics);
      return this;
    }

    /** The time looked at; default the last 30 days. */
    public Builder period(LegacyPeriod period) {
      this.period = period;
      return this;
    }

    /**
     * Filters that must hold too: {@code is} with one or several values, {@code isNot} with one. A
     * {@code *} in a value matches anything but a slash, {@code **} anything.
     */
    public Builder filter(Filter... filters) {
      List<Filter> all = new ArrayList<>(this.filters);
      all.addAll(List.of(filters));
      this.filters = List.copyOf(all);
      return this;
    }

    /**
     * The steps of a time series; default hours for a day, months for 6 and 12 months, else days.
     */
    public Builder interval(LegacyInterval interval) {
      this.interval = Optional.of(interval);
      return this;
    }

    /** Most rows of a breakdown, 1 to 1,000; default 100. */
    public Builder limit(int limit) {
      this.limit = OptionalInt.of(limit);
      return this;
    }

    /** Which page of a breakdown, from 1; default the first. */
    public Builder page(int page) {
      this.page = OptionalInt.of(page);
      return this;
    }

    /** Counts the period before too, for aggregates; default off. */
    public Builder compareWithPreviousPeriod() {
      this.compare = true;
      return this;
    }

    /** Counts imported statistics too; default off. */
    public Builder withImported() {
      this.withImported = true;
      return this;
    }

    /**
     * Makes the query.
     *
     * @throws IllegalArgumentException if the server would refuse it or answer something else; the
     *     message names all that is wrong
     */
    public LegacyQuery build() {
      LegacyRules.check(this);
      return new LegacyQuery(new Builder(this));
    }
  }
}
