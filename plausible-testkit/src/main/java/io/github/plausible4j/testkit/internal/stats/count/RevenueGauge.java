package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.store.StoredEvent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Sums the revenue of events, or averages it over the events that have revenue. */
final class RevenueGauge implements Gauge<StoredEvent> {
  private static final int DECIMALS = 3;

  private final boolean average;
  private BigDecimal sum = BigDecimal.ZERO;
  private long number;

  RevenueGauge(boolean average) {
    this.average = average;
  }

  @Override
  public void add(StoredEvent event) {
    if (event.revenue() != null) {
      sum = sum.add(event.revenue());
      number++;
    }
  }

  @Override
  public @Nullable BigDecimal value() {
    if (number == 0) {
      return null;
    }
    return average
        ? sum.divide(BigDecimal.valueOf(number), DECIMALS, RoundingMode.DOWN)
        : sum.setScale(DECIMALS, RoundingMode.DOWN);
  }
}
