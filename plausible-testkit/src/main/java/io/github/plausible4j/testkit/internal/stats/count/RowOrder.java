package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.stats.query.StatsQuery;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery.Order;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order of rows. Null metrics come last in both directions. */
final class RowOrder {
  private RowOrder() {}

  static Comparator<Row> of(StatsQuery query) {
    List<Comparator<Row>> criteria =
        query.orders().stream().map(order -> by(query, order)).toList();
    return (one, other) -> {
      for (Comparator<Row> criterion : criteria) {
        int compared = criterion.compare(one, other);
        if (compared != 0) {
          return compared;
        }
      }
      return 0;
    };
  }

  private static Comparator<Row> by(StatsQuery query, Order order) {
    if (order.metric() != null) {
      int index = query.metrics().indexOf(order.metric());
      return (one, other) ->
          compare(one.metrics().get(index), other.metrics().get(index), order.descending());
    }
    int index = query.dimensions().indexOf(order.dimension());
    return (one, other) ->
        compare(one.values().get(index), other.values().get(index), order.descending());
  }

  private static int compare(@Nullable Object one, @Nullable Object other, boolean descending) {
    if (one == null || other == null) {
      return Boolean.compare(one == null, other == null);
    }
    int compared = compareValues(one, other);
    return descending ? -compared : compared;
  }

  @SuppressWarnings("unchecked") // all values of a column have the same, comparable type
  private static int compareValues(Object one, Object other) {
    return ((Comparable<Object>) one).compareTo(other);
  }
}
