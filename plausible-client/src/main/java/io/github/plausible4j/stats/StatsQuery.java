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
 * A question to the statistics API, version 2. Immutable and thread-safe; two queries are equal if
 * their bodies are.
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
 * <p>{@link Builder#build()} refuses what every server would refuse, and what servers up to 3.2
 * answer wrongly without an error; see {@link Builder#serverRelease}. What else depends on the site
 * or on the server's release is left to the server.
 */
public final class StatsQuery {
  /** Most rows of one answer, and how many come without {@link Builder#limit}. */
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
   * A builder of a query.
   *
   * @param siteId the site's domain as Plausible knows it, for example {@code blog.example.com}
   */
  public static Builder builder(String siteId) {
    return new Builder(siteId);
  }

  /**
   * Reads a request body, for example from the documentation or from a browser. Whatever the API's
   * schema allows can be read, and {@link #toJson} writes it back as it was, apart from white space
   * and the order of keys. Beyond the schema nothing is checked: {@code
   * parse(body).toBuilder().build()} does.
   *
   * @throws IllegalArgumentException if the schema would refuse it; the message has one line a
   *     problem, each with its JSON pointer
   */
  public static StatsQuery parse(String json) {
    return new StatsQuery(QueryReader.read(json));
  }

  /** The request body. Never holds a key. */
  public String toJson() {
    return toTree().toString();
  }

  /** The request body as a tree; a new one each time. */
  public JsonNode toTree() {
    return QueryWriter.write(body);
  }

  /** A builder that starts with all of this query. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /**
   * What servers up to 3.2 answer wrongly, without an error, and what to ask instead; a line each.
   * Empty for almost every query, since {@link Builder#build()} refuses the others: not empty for
   * one that was read by {@link #parse}, or made for a server of another release.
   */
  public List<String> warnings() {
    return QueryRules.silentlyWrong(body);
  }

  /** The site's domain. */
  public String siteId() {
    return body.siteId();
  }

  /** What is counted, in the order of the answer. */
  public List<Metric> metrics() {
    return body.metrics();
  }

  /** The time looked at. */
  public DateRange dateRange() {
    return body.dateRange();
  }

  /** What rows are grouped by; empty for one row over all. */
  public List<Dimension> dimensions() {
    return orEmpty(body.dimensions());
  }

  /** What must hold, all of it. */
  public List<Filter> filters() {
    return orEmpty(body.filters());
  }

  /**
   * The order of rows; empty for the server's: time ascending, then the first metric descending.
   */
  public List<OrderBy> orderBy() {
    return orEmpty(body.orderBy());
  }

  /** What the answer holds beside rows. */
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

  /** Most rows of the answer; 10,000 if not set. */
  public int limit() {
    return limitSet().orElse(MAX_LIMIT);
  }

  /** How many rows are left out at the start; 0 if not set. */
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

  /** Parts of a {@link StatsQuery}. Site, metrics and date range are required. Not thread-safe. */
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

    /** The site's domain, instead of the one before. */
    public Builder siteId(String siteId) {
      this.siteId = siteId;
      return this;
    }

    /** What is counted, instead of what was set before; at least one, each once. */
    public Builder metrics(Metric... metrics) {
      return metrics(List.of(metrics));
    }

    /** What is counted, instead of what was set before; at least one, each once. */
    public Builder metrics(Collection<Metric> metrics) {
      this.metrics = List.copyOf(metrics);
      return this;
    }

    /** The time looked at, instead of what was set before. */
    public Builder dateRange(DateRange dateRange) {
      this.dateRange = dateRange;
      return this;
    }

    /** What rows are grouped by, instead of what was set before; default nothing: one row. */
    public Builder dimensions(Dimension... dimensions) {
      return dimensions(List.of(dimensions));
    }

    /** What rows are grouped by, instead of what was set before; default nothing: one row. */
    public Builder dimensions(Collection<Dimension> dimensions) {
      this.dimensions = List.copyOf(dimensions);
      return this;
    }

    /** Filters that must hold too, added to those set before; default none. */
    public Builder filter(Filter... filters) {
      List<Filter> all = new ArrayList<>(this.filters == null ? List.of() : this.filters);
      all.addAll(List.of(filters));
      return filters(all);
    }

    /** Filters that must all hold, instead of what was set before. */
    public Builder filters(Collection<? extends Filter> filters) {
      this.filters = List.copyOf(filters);
      return this;
    }

    /**
     * The order of rows, instead of what was set before; default time ascending, then the first
     * metric descending. Only by what is queried, and not by goal.
     */
    public Builder orderBy(OrderBy... orderBy) {
      this.orderBy = List.of(orderBy);
      return this;
    }

    /** What the answer holds beside rows, instead of what was set before; default nothing. */
    public Builder include(Include... include) {
      return include(List.of(include));
    }

    /** What the answer holds beside rows, instead of what was set before; default nothing. */
    public Builder include(Collection<Include> include) {
      Map<Include, Boolean> wanted = new EnumMap<>(Include.class);
      include.forEach(each -> wanted.put(each, true));
      this.include = wanted;
      return this;
    }

    /** Most rows, 1 to 10,000; default 10,000. */
    public Builder limit(int limit) {
      this.limit = limit;
      return this;
    }

    /** How many rows are left out at the start; default 0. */
    public Builder offset(long offset) {
      this.offset = offset;
      return this;
    }

    /**
     * The release of the server that is asked, as {@code ServerInfo.version()} has it; 3.2 if not
     * set. {@link #build()} refuses what servers up to 3.2 answer wrongly without an error. Whether
     * a newer server, or one that does not tell its release, does so too is not known: then the
     * query is made, and {@link StatsQuery#warnings()} and {@link StatsResult#warnings()} say what
     * may be wrong.
     *
     * @param version for example {@code v3.2.1}; empty if it is not known
     */
    public Builder serverRelease(String version) {
      this.release = new ReleaseName(version);
      return this;
    }

    /**
     * Makes the query.
     *
     * @throws IllegalArgumentException if every server would refuse it, or the one of {@link
     *     #serverRelease} would answer it wrongly; the message names all that is wrong and how to
     *     put it right
     */
    public StatsQuery build() {
      QueryBody.Pagination pagination =
          limit == null && offset == null ? null : new QueryBody.Pagination(limit, offset);
      // A placeholder, never sent: the check below refuses a missing range.
      DateRange range = dateRange == null ? DateRange.all() : dateRange;
      QueryBody body =
          new QueryBody(siteId, metrics, range, dimensions, filters, orderBy, include, pagination);
      QueryRules.check(body, dateRange == null, release.isUpTo(3, 2));
      return new StatsQuery(body, release);
    }
  }
}
