package io.github.plausible4j.testkit.internal.stats.query;

import java.util.List;

/**
 * Filters that are stored under an id. For internal use only.
 *
 * @param filters the filters, all of which must match
 */
public record SiteSegment(long id, List<Filter> filters) {
  public SiteSegment {
    filters = List.copyOf(filters);
  }
}
