package io.github.plausible4j.testkit.internal.stats.query;

import java.util.List;

/**
 * Filters that are stored under a number. For internal use only.
 *
 * @param filters all of them have to match
 */
public record SiteSegment(long id, List<Filter> filters) {
  public SiteSegment {
    filters = List.copyOf(filters);
  }
}
