package io.github.plausible4j.testkit.internal.stats.query;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The metrics. For internal use only. */
public enum Metric {
  VISITORS(Scope.EITHER),
  VISITS(Scope.EITHER),
  PAGEVIEWS(Scope.EVENT),
  VIEWS_PER_VISIT(Scope.VISIT),
  BOUNCE_RATE(Scope.VISIT),
  VISIT_DURATION(Scope.VISIT),
  EVENTS(Scope.EVENT),
  PERCENTAGE(Scope.EITHER),
  CONVERSION_RATE(Scope.EITHER),
  GROUP_CONVERSION_RATE(Scope.EITHER),
  TIME_ON_PAGE(Scope.EVENT),
  SCROLL_DEPTH(Scope.EVENT),
  TOTAL_REVENUE(Scope.EVENT),
  AVERAGE_REVENUE(Scope.EVENT);

  private static final Map<String, Metric> BY_NAME = new HashMap<>();

  static {
    for (Metric metric : values()) {
      BY_NAME.put(metric.wireName(), metric);
    }
  }

  private final Scope scope;

  Metric(Scope scope) {
    this.scope = scope;
  }

  /** The metric with this name, or null. */
  public static @Nullable Metric of(String wireName) {
    return BY_NAME.get(wireName);
  }

  /** The name in queries. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is an amount of money. */
  public boolean isRevenue() {
    return this == TOTAL_REVENUE || this == AVERAGE_REVENUE;
  }

  /** The items that it can be measured on. */
  public Scope scope() {
    return scope;
  }
}
