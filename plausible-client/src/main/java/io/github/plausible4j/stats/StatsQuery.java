package io.github.plausible4j.stats;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A query for version 2 of the statistics API. Immutable and thread-safe. Two queries are equal if
 * their request bodies are equal.
 *
 * <pre>{@code
 * StatsQuery.builder("blog.example.com")
 *     .metrics(Metric.VISITORS, Metric.PAGEVIEWS)
 *     .dimensions(Dimension.PAGE)
 *     .dateRange(DateRange.lastDays(7))
 *     .filter(Filter.isNot(Dimension.COUNTRY, "DE"))
 *     .limit(10)
 *     .build();
 * }</pre>
 *
 * <p>{@link Builder#build()} rejects queries that every server would reject, and queries to which
 * servers up to 3.2 give a wrong answer without an error; see {@link Builder#serverRelease}. Rules
 * that depend on the site or on the server's release are left to the server.
 */
public final class StatsQuery {
  /**
   * The maximum number of rows of one answer, which is also the default of {@link Builder#limit}.
   */
  public static final int MAX_LIMIT = 10_000;

  private final QueryBody body;
  private final ReleaseName release;

  StatsQuery(QueryBody body) {
    this(body, ReleaseName.ASSUMED);
  }

  private StatsQuery(QueryBody body, ReleaseName release) {
    this.body = body;
    this.release = release;
  }

  /**
   * * Creates a builder.
   *
   * @param siteId the site's domain as Plausible knows it, for example {@code blog.example.com}
   */
  public static Builder builder(String siteId) {
    return new Builder(siteId);
  }

  /**
   * Parses a request body, for example from the documentation or from a browser. Accepts everything
   * that the API's schema allows. {@link #toJson} writes it back unchanged, apart from white space
   * and the order of keys. Only the schema is checked; for all other checks use {@code
   * parse(body).toBuilder().build()}.
   *
   * @throws IllegalArgumentException if the schema does not allow the body; the message has a line
   *     for each problem, with its JSON pointer
   */
  public static StatsQuery parse(String json) {
    return new StatsQuery(QueryReader.read(json));
  }

  /** The request body as JSON. It never contains the API key. */
  public String toJson() {
    return toTree().toString();
  }

  /** The request body as a tree. Each call returns a new tree. */
  public JsonNode toTree() {
    return QueryWriter.write(body);
  }

  /** A builder with all parts of this query. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /**
   * The parts of this query to which servers up to 3.2 give a wrong answer without an error, with
   * what to use instead; one line each. It is usually empty, because {@link Builder#build()}
   * rejects such queries. It may have lines if the query was read by {@link #parse} or built for
   * another release.
   */
  public List<String> warnings() {
    return QueryRules.silentlyWrong(body);
  }

  /** The site's domain. */
  public String siteId() {
    return body.siteId();
  }

  /** The metrics, in the order of the answer. */
  public List<Metric> metrics() {
    return body.metrics();
  }

  /** The date range. */
  public DateRange dateRange() {
    return body.dateRange();
  }

  /** The dimensions that rows are grouped by; empty for a single row. */
  public List<Dimension> dimensions() {
    return orEmpty(body.dimensions());
  }

  /** The filters, all of which have to match. */
  public List<Filter> filters() {
    return orEmpty(body.filters());
  }

  /**
   * The order of rows; empty for the server's default: time ascending, then the first metric
   * descending.
   */
  public List<OrderBy> orderBy() {
    return orEmpty(body.orderBy());
  }

  /** The additional parts of the answer. */
  public Set<Include> include() {
    Set<Include> included = EnumSet.noneOf(Include.class);
    Map<Include, Boolean> written = body.include();
    if (written != null) {
      written.forEach(
          (include, wanted) -> {
            if (wanted) {
              included.add(include);
            }
          });
    }
    return included;
  }

  /** The maximum number of rows; 10,000 if not set. */
  public int limit() {
    return limitSet().orElse(MAX_LIMIT);
  }

  /** The number of rows to skip; 0 if not set. */
  public long offset() {
    Long offset = body.pagination() == null ? null : body.pagination().offset();
    return offset == null ? 0 : offset;
  }

  private Optional<Integer> limitSet() {
    return Optional.ofNullable(body.pagination()).map(QueryBody.Pagination::limit);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StatsQuery query && query.body.equals(body);
  }

  @Override
  public int hashCode() {
    return body.hashCode();
  }

  /** The request body. */
  @Override
  public String toString() {
    return toJson();
  }

  /** Builds a {@link StatsQuery}. Site, metrics and date range are required. Not thread-safe. */
  public static final class Builder {
    private String siteId;
    private List<Metric> metrics = List.of();
    private @Nullable DateRange dateRange;
    private @Nullable List<Dimension> dimensions;
    private @Nullable List<Filter> filters;
    private @Nullable List<OrderBy> orderBy;
    private @Nullable Map<Include, Boolean> include;
    private @Nullable Integer limit;
    private @Nullable Long offset;
    private ReleaseName release = ReleaseName.ASSUMED;

    private Builder(String siteId) {
      this.siteId = siteId;
    }

    private Builder(StatsQuery query) {
      QueryBody body = query.body;
      this.siteId = body.siteId();
      this.metrics = body.metrics();
      this.dateRange = body.dateRange();
      this.dimensions = body.dimensions();
      this.filters = body.filters();
      this.orderBy = body.orderBy();
      this.include = body.include();
      QueryBody.Pagination pagination = body.pagination();
      this.limit = pagination == null ? null : pagination.limit();
      this.offset = pagination == null ? null : pagination.offset();
      this.release = query.release;
    }

    /** Sets the site's domain. */
    public Builder siteId(String siteId) {
      this.siteId = siteId;
      return this;
    }

    /** Sets the metrics: at least one, without duplicates. Replaces earlier metrics. */
    public Builder metrics(Metric... metrics) {
      return metrics(List.of(metrics));
    }

    /** Sets the metrics: at least one, without duplicates. Replaces earlier metrics. */
    public Builder metrics(Collection<Metric> metrics) {
      this.metrics = List.copyOf(metrics);
      return this;
    }

    /** Sets the date range. */
    public Builder dateRange(DateRange dateRange) {
      this.dateRange = dateRange;
      return this;
    }

    /**
     * Sets the dimensions that rows are grouped by. Replaces earlier dimensions. Default none, for
     * a single row.
     */
    public Builder dimensions(Dimension... dimensions) {
      return dimensions(List.of(dimensions));
    }

    /**
     * Sets the dimensions that rows are grouped by. Replaces earlier dimensions. Default none, for
     * a single row.
     */
    public Builder dimensions(Collection<Dimension> dimensions) {
      this.dimensions = List.copyOf(dimensions);
      return this;
    }

    /** Adds filters. All filters have to match. Default none. */
    public Builder filter(Filter... filters) {
      List<Filter> all = new ArrayList<>(this.filters == null ? List.of() : this.filters);
      all.addAll(List.of(filters));
      return filters(all);
    }

    /** Sets the filters, all of which have to match. Replaces earlier filters. */
    public Builder filters(Collection<? extends Filter> filters) {
      this.filters = List.copyOf(filters);
      return this;
    }

    /**
     * Sets the order of rows. Replaces an earlier order. The keys must be metrics or dimensions of
     * the query, but not goals. Default time ascending, then the first metric descending.
     */
    public Builder orderBy(OrderBy... orderBy) {
      this.orderBy = List.of(orderBy);
      return this;
    }

    /** Sets the additional parts of the answer. Replaces earlier parts. Default none. */
    public Builder include(Include... include) {
      return include(List.of(include));
    }

    /** Sets the additional parts of the answer. Replaces earlier parts. Default none. */
    public Builder include(Collection<Include> include) {
      Map<Include, Boolean> wanted = new EnumMap<>(Include.class);
      include.forEach(each -> wanted.put(each, true));
      this.include = wanted;
      return this;
    }

    /** Sets the maximum number of rows, 1 to 10,000. Default 10,000. */
    public Builder limit(int limit) {
      this.limit = limit;
      return this;
    }

    /** Sets the number of rows to skip. Default 0. */
    public Builder offset(long offset) {
      this.offset = offset;
      return this;
    }

    /**
     * Sets the release of the server, as in {@code ServerInfo.version()}. Default 3.2. For servers
     * up to 3.2, {@link #build()} rejects queries to which they give a wrong answer without an
     * error. For a newer or unknown release the query is built, and {@link StatsQuery#warnings()}
     * and {@link StatsResult#warnings()} say what may be wrong.
     *
     * @param version the release, for example {@code v3.2.1}; empty if it is not known
     */
    public Builder serverRelease(String version) {
      this.release = new ReleaseName(version);
      return this;
    }

    /**
     * Builds the query.
     *
     * @throws IllegalArgumentException if every server would reject the query, or the server of
     *     {@link #serverRelease} would give a wrong answer; the message has all problems and their
     *     remedies
     */
    public StatsQuery build() {
      QueryBody.Pagination pagination =
          limit == null && offset == null ? null : new QueryBody.Pagination(limit, offset);
      // A placeholder that is never sent, because the check below rejects a missing range.
      DateRange range = dateRange == null ? DateRange.all() : dateRange;
      QueryBody body =
          new QueryBody(siteId, metrics, range, dimensions, filters, orderBy, include, pagination);
      QueryRules.check(body, dateRange == null, release.isUpTo(3, 2));
      return new StatsQuery(body, release);
    }
  }
}
