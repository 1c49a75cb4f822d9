package io.github.plausible4j.testkit.internal.stats.legacy;

import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.Filter;
import io.github.plausible4j.testkit.internal.stats.query.Metric;
import io.github.plausible4j.testkit.internal.stats.query.RefusedQuery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code metrics}, and checks what each can be combined with. */
final class LegacyMetrics {
  private final List<Dimension> filtered;
  private final @Nullable Dimension property;

  /** Reads the metrics of a query with these filters and this breakdown property, if any. */
  LegacyMetrics(List<Filter> filters, @Nullable Dimension property) {
    this.filtered =
        filters.stream().map(filter -> ((Filter.Comparison) filter).dimension()).toList();
    this.property = property;
  }

  List<Metric> read(@Nullable String names) {
    List<String> asked = List.of(Objects.requireNonNullElse(names, "visitors").split(",", -1));
    if (new HashSet<>(asked).size() < asked.size()) {
      throw RefusedQuery.invalid("Metrics cannot be queried multiple times.");
    }
    List<Metric> metrics = new ArrayList<>();
    for (String name : asked) {
      metrics.add(check(name));
    }
    return metrics;
  }

  private Metric check(String name) {
    Metric metric = Metric.of(name);
    if (metric != null) {
      switch (metric) {
        case VISITORS, PAGEVIEWS, EVENTS -> {
          return metric;
        }
        case CONVERSION_RATE -> {
          checkConversionRate();
          return metric;
        }
        case TIME_ON_PAGE -> {
          checkTimeOnPage();
          return metric;
        }
        case VIEWS_PER_VISIT -> {
          checkViewsPerVisit();
          checkOfVisits(name);
          return metric;
        }
        case VISITS, BOUNCE_RATE, VISIT_DURATION -> {
          checkOfVisits(name);
          return metric;
        }
        default -> {}
      }
    }
    throw RefusedQuery.invalid(
        "The metric `"
            + name
            + "` is not recognized. Find valid metrics from the documentation:"
            + " https://plausible.io/docs/stats-api#metrics");
  }

  private void checkConversionRate() {
    require(
        Dimension.GOAL.equals(property) || filtered.contains(Dimension.GOAL),
        "Metric `conversion_rate` can only be queried in a goal breakdown or with a goal filter");
  }

  private void checkTimeOnPage() {
    for (Dimension dimension : List.of(Dimension.GOAL, Dimension.NAME)) {
      require(
          !filtered.contains(dimension),
          "Metric `time_on_page` cannot be queried when filtering by `" + dimension.name() + "`");
    }
    require(
        property == null || property.equals(Dimension.PAGE),
        "Metric `time_on_page` is not supported in breakdown queries (except `event:page`"
            + " breakdown)");
    require(
        property != null || filtered.contains(Dimension.PAGE),
        "Metric `time_on_page` can only be queried in a page breakdown or with a page filter.");
  }

  private void checkViewsPerVisit() {
    require(
        !filtered.contains(Dimension.PAGE),
        "Metric `views_per_visit` cannot be queried with a filter on `event:page`.");
    require(property == null, "Metric `views_per_visit` is not supported in breakdown queries.");
  }

  private void checkOfVisits(String name) {
    if (property != null) {
      require(
          !isOfEventsOnly(property),
          "Session metric `%s` cannot be queried for breakdown by `%s`."
              .formatted(name, property.name()));
    }
    filtered.stream()
        .filter(LegacyMetrics::isOfEventsOnly)
        .findFirst()
        .ifPresent(
            dimension ->
                require(
                    false,
                    "Session metric `%s` cannot be queried when using a filter on `%s`."
                        .formatted(name, dimension.name())));
  }

  private static boolean isOfEventsOnly(Dimension dimension) {
    return dimension.equals(Dimension.NAME)
        || dimension.equals(Dimension.GOAL)
        || dimension.isProperty();
  }

  private static void require(boolean condition, String text) {
    if (!condition) {
      throw RefusedQuery.invalid(text);
    }
  }
}
