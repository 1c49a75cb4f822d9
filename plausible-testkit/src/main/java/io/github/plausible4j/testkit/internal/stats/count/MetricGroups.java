package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.stats.query.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The groups of one side, in the order in which they were found, with a gauge for each metric. */
final class MetricGroups<T> implements Side {
  private final List<Metric> metrics;
  private final Function<Metric, Gauge<T>> gauges;
  private final Map<Object, List<Gauge<T>>> groups = new LinkedHashMap<>();

  MetricGroups(List<Metric> metrics, Function<Metric, Gauge<T>> gauges) {
    this.metrics = metrics;
    this.gauges = gauges;
  }

  MetricGroups<T> count(Iterable<T> items, Predicate<T> condition, Grouping<T> grouping) {
    Object everything = grouping.keyOfEverything();
    if (everything != null) {
      groups.put(everything, newGauges());
    }
    for (T item : items) {
      if (condition.test(item)) {
        grouping.forEachKey(item, key -> add(key, item));
      }
    }
    return this;
  }

  private void add(Object key, T item) {
    for (Gauge<T> gauge : groups.computeIfAbsent(key, absent -> newGauges())) {
      gauge.add(item);
    }
  }

  private List<Gauge<T>> newGauges() {
    List<Gauge<T>> made = new ArrayList<>(metrics.size());
    metrics.forEach(metric -> made.add(gauges.apply(metric)));
    return made;
  }

  @Override
  public boolean measures(Metric metric) {
    return metrics.contains(metric);
  }

  @Override
  public Set<Object> keys() {
    return groups.keySet();
  }

  @Override
  public @Nullable Number value(Object key, Metric metric) {
    return gauge(key, metric).value();
  }

  /** The gauge for a metric of a group; an empty gauge if there is no such group. */
  Gauge<T> gauge(Object key, Metric metric) {
    List<Gauge<T>> group = groups.get(key);
    return group == null ? gauges.apply(metric) : group.get(metrics.indexOf(metric));
  }
}
