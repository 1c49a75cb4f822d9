package io.github.plausible4j.testkit.internal.stats;

import io.github.plausible4j.testkit.internal.stats.count.ImportsUse;
import io.github.plausible4j.testkit.internal.stats.count.SiteEvents;
import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.FilterLeaf;
import io.github.plausible4j.testkit.internal.stats.query.Metric;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of an answer about imported statistics. */
final class ImportsAnswer {
  private final SiteEvents data;
  private final StatsQuery query;
  private final ImportsUse use;

  ImportsAnswer(SiteEvents data, StatsQuery query) {
    this.data = data;
    this.query = query;
    use = ImportsUse.of(data, query);
  }

  /** Writes whether they are included, and why not; nothing if they were not requested. */
  Map<String, Object> meta() {
    Map<String, Object> meta = new LinkedHashMap<>();
    if (use != ImportsUse.NOT_REQUESTED) {
      meta.put("imports_included", use == ImportsUse.INCLUDED);
      put(meta, "imports_skip_reason", use.skipReason());
      put(meta, "imports_warning", use.warning());
    }
    return meta;
  }

  private static void put(Map<String, Object> meta, String key, @Nullable String value) {
    if (value != null) {
      meta.put(key, value);
    }
  }

  /** The warning for a metric that no import has, or null. */
  @Nullable Map<String, String> warning(Metric metric) {
    if (use != ImportsUse.INCLUDED) {
      return null;
    }
    if (metric == Metric.SCROLL_DEPTH && !ImportsUse.hasScrollDepth(data, query)) {
      return warning("no_imported_scroll_depth", "No imports with scroll depth data were found");
    }
    boolean byPage =
        query.dimensions().contains(Dimension.PAGE)
            || FilterLeaf.anyOn(query.filters(), Dimension.PAGE);
    // This is newer than 3.2.
    return metric == Metric.BOUNCE_RATE && byPage && query.site().edition().afterRelease32()
        ? warning(
            "no_imported_bounce_rate",
            "imported bounce_rate is not available when using a page filter")
        : null;
  }

  private static Map<String, String> warning(String code, String text) {
    return Map.of("code", code, "warning", text);
  }
}
