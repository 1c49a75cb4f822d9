package io.github.plausible4j.stats;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request body. Parts are null if their key is absent, so that a body that was parsed is written
 * back unchanged.
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

  /** The requested page of rows; null for the server's defaults. */
  record Pagination(@Nullable Integer limit, @Nullable Long offset) {}
}
