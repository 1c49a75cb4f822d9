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
 * A query for version 1 of the statistics API. Immutable and thread-safe.
 *
 * <p>Version 1 answers some invalid queries with wrong numbers: it reads a negated list as a
 * positive one, and ignores filters that it cannot parse. {@link Builder#build()} rejects both.
 */
public final class LegacyQuery {
  /** The maximum number of rows of a page. */
  public static final int MAX_LIMIT = 1000;

  private final Builder parts;

  private LegacyQuery(Builder parts) {
    this.parts = parts;
  }

  /**
   * * Creates a builder.
   *
   * @param siteId the site's domain
   */
  public static Builder builder(String siteId) {
    return new Builder(siteId);
  }

  /** A builder with all parts of this query. */
  public Builder toBuilder() {
    return new Builder(parts);
  }

  /** The site's domain. */
  public String siteId() {
    return parts.siteId;
  }

  /** The metrics. */
  public List<Metric> metrics() {
    return parts.metrics;
  }

  /** The filters, all of which have to match. */
  public List<Filter> filters() {
    return parts.filters;
  }

  /** Whether the query compares with the previous period; for aggregates. */
  public boolean comparesWithPreviousPeriod() {
    return parts.compare;
  }

  /** The interval of a time series. */
  public Optional<LegacyInterval> interval() {
    return parts.interval;
  }

  /** The maximum number of rows of a page; for breakdowns. */
  public OptionalInt limit() {
    return parts.limit;
  }

  /** The number of the page, from 1; for breakdowns. */
  public OptionalInt page() {
    return parts.page;
  }

  /** The parameters of the query string, in order, except the property of a breakdown. */
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
   * Checks whether a call of {@link LegacyStatsClient} accepts this query. The calls do so
   * themselves.
   *
   * @param call {@code aggregate}, {@code timeseries} or {@code breakdown}
   * @param property the property that a breakdown groups by; empty for other calls
   * @throws IllegalArgumentException if the call would reject the query; the message has all
   *     problems
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

  /** Builds a {@link LegacyQuery}. Not thread-safe. */
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

    /** Sets the metrics. Replaces earlier metrics. Default visitors. */
    public Builder metrics(Metric... metrics) {
      this.metrics = List.of(metrics);
      return this;
    }

    /** Sets the period. Default the last 30 days. */
    public Builder period(LegacyPeriod period) {
      this.period = period;
      return this;
    }

    /**
     * Adds filters, all of which have to match: {@code is} with one or more values, or {@code
     * isNot} with one. A {@code *} in a value matches anything but a slash; {@code **} matches
     * anything.
     */
    public Builder filter(Filter... filters) {
      List<Filter> all = new ArrayList<>(this.filters);
      all.addAll(List.of(filters));
      this.filters = List.copyOf(all);
      return this;
    }

    /**
     * Sets the interval of a time series. By default the server uses hours for a day, months for 6
     * and 12 months, and days for all other periods.
     */
    public Builder interval(LegacyInterval interval) {
      this.interval = Optional.of(interval);
      return this;
    }

    /** Sets the maximum number of rows of a breakdown, 1 to 1,000. Default 100. */
    public Builder limit(int limit) {
      this.limit = OptionalInt.of(limit);
      return this;
    }

    /** Sets the page of a breakdown, from 1. Default 1. */
    public Builder page(int page) {
      this.page = OptionalInt.of(page);
      return this;
    }

    /** Compares with the previous period, for aggregates. Default off. */
    public Builder compareWithPreviousPeriod() {
      this.compare = true;
      return this;
    }

    /** Includes imported statistics. Default off. */
    public Builder withImported() {
      this.withImported = true;
      return this;
    }

    /**
     * Builds the query.
     *
     * @throws IllegalArgumentException if the server would reject the query or give a wrong answer;
     *     the message has all problems
     */
    public LegacyQuery build() {
      LegacyRules.check(this);
      return new LegacyQuery(new Builder(this));
    }
  }
}
