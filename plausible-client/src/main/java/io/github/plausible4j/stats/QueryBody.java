package io.github.plausible4j.stats;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request body as it is written: null where a key is absent, so that a body that was read is
 * written back as it was.
 */
record QueryBody(
    String siteId,
    List<Metric> metrics,
    DateRange dateRange,
    @Nullable List<Dimension> dimensions,
    @Nullable List<Filter> filters,
    @Nullable List<OrderBy> orderBy,
    @Nullable Map<Include, Boolean> include,
    @Nullable Pagination pagination) {
  QueryBody {
    metrics = List.copyOf(metrics);
    dimensions = dimensions == null ? null : List.copyOf(dimensions);
    filters = filters == null ? null : List.copyOf(filters);
    orderBy = orderBy == null ? null : List.copyOf(orderBy);
    include = include == null ? null : Map.copyOf(include);
  }

  /** Which rows; null where the server's default holds. */
  record Pagination(@Nullable Integer limit, @Nullable Long offset) {}
}
