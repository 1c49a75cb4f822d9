package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.stats.query.Metric;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One side of a query, including imports. Averages are weighted by visits. Like the real server, it
 * uses the rounded average of the visits that it counted itself.
 */
final class MergedSide implements Side {
  private final MetricGroups<?> counted;
  private final ImportedGroups imported;

  MergedSide(MetricGroups<?> counted, ImportedGroups imported) {
    this.counted = counted;
    this.imported = imported;
  }

  @Override
  public boolean measures(Metric metric) {
    return counted.measures(metric);
  }

  @Override
  public Set<Object> keys() {
    Set<Object> keys = new LinkedHashSet<>(counted.keys());
    keys.addAll(imported.keys());
    return keys;
  }

  @Override
  public @Nullable Number value(Object key, Metric metric) {
    ImportedSums sums = imported.sums(key);
    return switch (metric) {
      case VISITORS -> counted(key, metric) + sums.visitors;
      case VISITS -> counted(key, metric) + sums.visits;
      case PAGEVIEWS -> counted(key, metric) + sums.pageviews;
      case EVENTS -> counted(key, metric) + sums.events;
      case BOUNCE_RATE ->
          (long) Math.rint(weighed(key, metric, 100 * sums.bounces, sums.averagedVisits));
      case VISIT_DURATION ->
          (long) Math.rint(weighed(key, metric, sums.seconds, sums.averagedVisits));
      case VIEWS_PER_VISIT ->
          Rounding.toHundredths(weighed(key, metric, sums.pageviews, sums.averagedVisits));
      case TIME_ON_PAGE -> average(key, metric, sums.secondsOnPage, sums.visitsOnPage);
      case SCROLL_DEPTH -> average(key, metric, sums.scrollDepth, sums.scrollVisits);
      default -> counted.value(key, metric);
    };
  }

  private long counted(Object key, Metric metric) {
    Number value = counted.value(key, metric);
    return value == null ? 0 : value.longValue();
  }

  private double weighed(Object key, Metric metric, long sum, long visits) {
    Number average = counted.value(key, metric);
    long countedVisits = counted(key, Metric.VISITS);
    double countedSum = average == null ? 0 : average.doubleValue() * countedVisits;
    return visits + countedVisits == 0 ? 0 : (sum + countedSum) / (visits + countedVisits);
  }

  private @Nullable Long average(Object key, Metric metric, long sum, long visits) {
    AverageGauge<?> gauge = (AverageGauge<?>) counted.gauge(key, metric);
    long allVisits = visits + gauge.visits();
    return allVisits == 0 ? null : (long) Math.rint((sum + gauge.sum()) / allVisits);
  }
}
