package io.github.plausible4j.testkit.internal.stats.parse;

import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.Filter;
import io.github.plausible4j.testkit.internal.stats.query.FilterLeaf;
import io.github.plausible4j.testkit.internal.stats.query.RefusedQuery;
import io.github.plausible4j.testkit.internal.stats.query.SiteSegment;
import io.github.plausible4j.testkit.internal.stats.query.StatsSite;
import java.util.ArrayList;
import java.util.List;

/** Replaces the ids of segments in a query by the filters of the segments. */
final class SegmentFilters {
  private static final int MOST_SEGMENTS = 10;

  private final StatsSite site;

  private SegmentFilters(StatsSite site) {
    this.site = site;
  }

  static List<Filter> expanded(List<Filter> filters, StatsSite site) {
    long ids =
        FilterLeaf.of(filters).stream()
            .map(FilterLeaf::filter)
            .filter(filter -> filter.dimension().equals(Dimension.SEGMENT))
            .mapToLong(filter -> filter.clauses().size())
            .sum();
    if (ids > MOST_SEGMENTS) {
      throw RefusedQuery.invalid(
          "Invalid filters. You can only use up to 10 segment filters in a query.");
    }
    return new SegmentFilters(site).all(filters);
  }

  private List<Filter> all(List<Filter> filters) {
    return filters.stream().map(this::one).toList();
  }

  private Filter one(Filter filter) {
    if (filter instanceof Filter.Comparison comparison) {
      return comparison.dimension().equals(Dimension.SEGMENT) ? segments(comparison) : comparison;
    }
    if (filter instanceof Filter.Not not) {
      return new Filter.Not(one(not.filter()));
    }
    if (filter instanceof Filter.HasDone hasDone) {
      return new Filter.HasDone(hasDone.done(), one(hasDone.filter()));
    }
    Filter.Group group = (Filter.Group) filter;
    return new Filter.Group(group.all(), all(group.filters()));
  }

  private Filter segments(Filter.Comparison named) {
    if (named.clauses().isEmpty()) {
      throw RefusedQuery.serverError();
    }
    List<Filter> segments = new ArrayList<>();
    for (Object id : named.clauses()) {
      segments.add(new Filter.Group(true, segment(id).filters()));
    }
    return segments.size() == 1 ? segments.get(0) : new Filter.Group(false, segments);
  }

  private SiteSegment segment(Object id) {
    return site.segments().stream()
        .filter(segment -> id.equals(segment.id()))
        .findFirst()
        .orElseThrow(
            () ->
                RefusedQuery.invalid(
                    "Invalid filters. Some segments don't exist or aren't accessible."));
  }
}
