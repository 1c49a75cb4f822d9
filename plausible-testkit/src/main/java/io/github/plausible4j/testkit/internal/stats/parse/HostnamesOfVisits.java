package io.github.plausible4j.testkit.internal.stats.parse;

import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Extends filters by hostname in a breakdown by sources, entry pages or exit pages. For example,
 * the sources of a hostname are those of visits that entered on it. For internal use only.
 */
public final class HostnamesOfVisits {
  private static final Set<String> OF_ENTRY =
      Set.of(
          "visit:source",
          "visit:entry_page",
          "visit:utm_medium",
          "visit:utm_source",
          "visit:utm_campaign",
          "visit:utm_content",
          "visit:utm_term",
          "visit:referrer");

  private HostnamesOfVisits() {}

  /**
   * The filters, and for each filter by hostname another one by the entry or exit hostname of the
   * visit.
   */
  public static List<Filter> added(List<Filter> filters, List<Dimension> dimensions) {
    List<Filter> all = new ArrayList<>(filters);
    for (Dimension dimension : dimensions) {
      Dimension hostname = hostnameOf(dimension);
      for (Filter filter : filters) {
        if (hostname != null
            && filter instanceof Filter.Comparison comparison
            && comparison.dimension().equals(Dimension.HOSTNAME)) {
          all.add(comparison.on(hostname));
        }
      }
    }
    return all;
  }

  private static @Nullable Dimension hostnameOf(Dimension dimension) {
    if (dimension.equals(Dimension.EXIT_PAGE)) {
      return Dimension.EXIT_HOSTNAME;
    }
    return OF_ENTRY.contains(dimension.name()) ? Dimension.ENTRY_HOSTNAME : null;
  }
}
