package io.github.plausible4j.internal.stats;

import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.OrderBy;
import io.github.plausible4j.stats.Row;
import io.github.plausible4j.stats.StatsQuery;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Streams all rows of a query. Each page is requested when it is needed. */
final class PageStream {
  private final Function<StatsQuery, List<Row>> pages;
  private final StatsQuery query;
  private long offset;
  private Iterator<Row> page = List.<Row>of().iterator();
  private boolean last;

  PageStream(StatsQuery query, Function<StatsQuery, List<Row>> pages) {
    this.query = query.toBuilder().orderBy(withoutTies(query)).limit(query.limit()).build();
    this.offset = query.offset();
    this.pages = pages;
  }

  Stream<Row> rows() {
    Spliterator<Row> rows =
        new Spliterators.AbstractSpliterator<Row>(
            Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE) {
          @Override
          public boolean tryAdvance(Consumer<? super Row> action) {
            return advance(action);
          }
        };
    return StreamSupport.stream(rows, false).onClose(() -> last = true);
  }

  private boolean advance(Consumer<? super Row> action) {
    while (!page.hasNext()) {
      if (last) {
        return false;
      }
      List<Row> rows = pages.apply(query.toBuilder().offset(offset).build());
      offset += rows.size();
      last = rows.size() < query.limit();
      page = rows.iterator();
    }
    action.accept(page.next());
    return true;
  }

  /**
   * The order of the query, or the server's default, followed by all dimensions. Without them, rows
   * with equal keys could change places between two pages. Rows cannot be ordered by goals.
   */
  private static OrderBy[] withoutTies(StatsQuery query) {
    List<OrderBy> order = new ArrayList<>(query.orderBy());
    List<Dimension> dimensions = query.dimensions();
    if (order.isEmpty()) {
      dimensions.stream().filter(Dimension::isTime).map(OrderBy::asc).forEach(order::add);
      order.add(OrderBy.desc(query.metrics().get(0)));
    }
    for (Dimension dimension : dimensions) {
      boolean ordered = order.stream().anyMatch(key -> key.name().equals(dimension.name()));
      if (!ordered && isOrderable(dimension)) {
        order.add(OrderBy.asc(dimension));
      }
    }
    return order.toArray(OrderBy[]::new);
  }

  private static boolean isOrderable(Dimension dimension) {
    // Rows may not be orderable by a dimension that is newer than this library, and the server
    // would reject the query.
    return dimension.isProperty()
        || (Dimension.all().contains(dimension) && !dimension.equals(Dimension.GOAL));
  }
}
