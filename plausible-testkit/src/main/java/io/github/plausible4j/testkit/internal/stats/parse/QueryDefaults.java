package io.github.plausible4j.testkit.internal.stats.parse;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery.Order;
import io.github.plausible4j.testkit.internal.stats.query.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Sets the parts that a query omits. */
final class QueryDefaults {
  private QueryDefaults() {}

  static StatsQuery complete(StatsQuery query, JsonNode asked, boolean ordered) {
    List<Dimension> dimensions =
        query.dimensions().stream()
            .map(dimension -> dimension.equals(Dimension.TIME) ? unit(query.range()) : dimension)
            .toList();
    List<Order> orders = ordered ? query.orders() : defaultOrder(query, dimensions);
    List<Order> resolved =
        orders.stream()
            .map(
                order ->
                    Dimension.TIME.equals(order.dimension())
                        ? Order.by(unit(query.range()), order.descending())
                        : order)
            .toList();
    StatsQuery complete =
        query
            .groupedBy(dimensions)
            .orderedBy(resolved)
            .filteredBy(HostnamesOfVisits.added(query.filters(), dimensions));
    return query.include().trimRelativeDateRange()
        ? complete.over(trimmed(complete, asked))
        : complete;
  }

  /** The time dimension that suits the length of the range. */
  private static Dimension unit(TimeRange range) {
    Duration length = Duration.between(range.first(), range.last());
    if (length.toHours() <= 48) {
      return Dimension.HOUR;
    }
    if (length.toDays() <= 40) {
      return Dimension.DAY;
    }
    return length.toDays() / 7 <= 52 ? Dimension.WEEK : Dimension.MONTH;
  }

  private static List<Order> defaultOrder(StatsQuery query, List<Dimension> dimensions) {
    List<Order> orders = new ArrayList<>();
    dimensions.stream()
        .filter(Dimension::isTime)
        .findFirst()
        .ifPresent(time -> orders.add(Order.by(time, false)));
    orders.add(Order.by(query.metrics().get(0), true));
    return orders;
  }

  /** Removes the future part of a day, month or year. */
  private static TimeRange trimmed(StatsQuery query, JsonNode asked) {
    TimeRange range = query.range();
    ZoneId zone = query.site().zone();
    LocalDate today = LocalDate.ofInstant(query.now(), zone);
    return switch (asked.asText()) {
      case "day" -> TimeRange.of(range.first(), endOfHour(query.now(), zone));
      case "month", "year" ->
          range.lastDate(zone).isAfter(today)
              ? TimeRange.ofDates(range.firstDate(zone), today, zone)
              : range;
      default -> range;
    };
  }

  private static Instant endOfHour(Instant now, ZoneId zone) {
    return ZonedDateTime.ofInstant(now, zone)
        .truncatedTo(ChronoUnit.HOURS)
        .plusMinutes(59)
        .plusSeconds(59)
        .toInstant();
  }
}
