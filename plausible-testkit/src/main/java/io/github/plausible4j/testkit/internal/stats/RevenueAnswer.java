package io.github.plausible4j.testkit.internal.stats;

import io.github.plausible4j.testkit.internal.stats.count.Row;
import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.SiteGoal;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Shows amounts of money, in the single currency of all goals or in the currency of a row's goal.
 */
final class RevenueAnswer {
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

  private final List<String> currencies;
  private final int goal;

  RevenueAnswer(StatsQuery query, List<SiteGoal> goals) {
    this.goal = query.dimensions().indexOf(Dimension.GOAL);
    this.currencies =
        goals.stream().map(SiteGoal::currency).filter(Objects::nonNull).distinct().toList();
  }

  /** The reason why no amounts are shown; null if they are shown. */
  @Nullable Map<String, String> warning() {
    if (currencies.isEmpty()) {
      return Map.of(
          "code",
          "no_revenue_goals_matching",
          "warning",
          "Revenue metrics are null as there are no matching revenue goals.");
    }
    if (goal < 0 && currencies.size() > 1) {
      return Map.of(
          "code",
          "no_single_revenue_currency",
          "warning",
          "Revenue metrics are null as there are multiple currencies for the selected"
              + " event:goals.");
    }
    return null;
  }

  /** The amount of a row; null if it has no currency. */
  @Nullable Object shown(Row row, @Nullable Number amount) {
    String code = currency(row);
    if (code == null || warning() != null) {
      return null;
    }
    BigDecimal value = amount instanceof BigDecimal exact ? exact : BigDecimal.ZERO;
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("value", value.doubleValue());
    shown.put("currency", code);
    shown.put("short", shortened(value, code));
    shown.put("long", format(code, 2).format(value));
    return shown;
  }

  private @Nullable String currency(Row row) {
    if (goal < 0) {
      return currencies.isEmpty() ? null : currencies.get(0);
    }
    return row.values().get(goal) instanceof SiteGoal reached ? reached.currency() : null;
  }

  private static String shortened(BigDecimal value, String code) {
    BigDecimal left = value;
    for (String unit : new String[] {"", "K", "M", "B"}) {
      if (left.abs().compareTo(THOUSAND) < 0 || unit.equals("B")) {
        return format(code, 1).format(left) + unit;
      }
      left = left.movePointLeft(3);
    }
    throw new IllegalStateException("the last unit accepts every amount");
  }

  private static NumberFormat format(String code, int decimals) {
    NumberFormat format = NumberFormat.getCurrencyInstance(Locale.US);
    format.setCurrency(Currency.getInstance(code));
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format;
  }
}
