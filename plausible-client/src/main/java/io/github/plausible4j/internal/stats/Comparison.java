package io.github.plausible4j.internal.stats;

import io.github.plausible4j.stats.ComparedResult;
import io.github.plausible4j.stats.ComparedRow;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.Include;
import io.github.plausible4j.stats.Row;
import io.github.plausible4j.stats.StatsClient;
import io.github.plausible4j.stats.StatsQuery;
import io.github.plausible4j.stats.StatsResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Joins the rows of two date ranges by their dimensions. A time dimension is joined by its position
 * among all steps of its range, because its labels differ.
 */
final class Comparison {
  private final StatsClient client;
  private final StatsQuery query;
  private final StatsQuery before;
  private final int time;

  Comparison(StatsClient client, StatsQuery query, DateRange previous) {
    this.client = client;
    this.time = timeDimension(query.dimensions());
    this.query = time < 0 ? query : withLabels(query);
    this.before = this.query.toBuilder().dateRange(previous).build();
  }

  private static int timeDimension(List<Dimension> dimensions) {
    for (int i = 0; i < dimensions.size(); i++) {
      if (dimensions.get(i).isTime()) {
        return i;
      }
    }
    return -1;
  }

  private static StatsQuery withLabels(StatsQuery query) {
    Set<Include> include = query.include();
    include.add(Include.TIME_LABELS);
    return query.toBuilder().include(include).build();
  }

  ComparedResult result() {
    StatsResult current = client.query(query);
    List<String> labels = current.meta().timeLabels();
    List<List<String>> keys = current.rows().stream().map(row -> key(row, labels)).toList();
    Map<List<String>, Row> old = previousRows(new HashSet<>(keys));
    List<ComparedRow> rows = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      Optional<Row> previous = Optional.ofNullable(old.get(keys.get(i)));
      rows.add(new ComparedRow(current.rows().get(i), previous));
    }
    return new ComparedResult(current, before.dateRange(), rows);
  }

  /** Finds the matching rows of the previous range, at any position in their order. */
  private Map<List<String>, Row> previousRows(Set<List<String>> wanted) {
    if (wanted.isEmpty()) {
      return Map.of();
    }
    StatsQuery all = before.toBuilder().limit(StatsQuery.MAX_LIMIT).offset(0).build();
    if (time < 0 && !query.dimensions().isEmpty()) {
      return streamed(all, wanted, List.of());
    }
    // A stream does not return the steps of time. It starts again, because it orders ties
    // differently.
    StatsResult first = client.query(all);
    List<String> labels = first.meta().timeLabels();
    return first.rows().size() < StatsQuery.MAX_LIMIT
        ? found(first.iterator(), wanted, labels)
        : streamed(all, wanted, labels);
  }

  private Map<List<String>, Row> streamed(
      StatsQuery all, Set<List<String>> wanted, List<String> labels) {
    try (Stream<Row> rows = client.stream(all)) {
      return found(rows.iterator(), wanted, labels);
    }
  }

  private Map<List<String>, Row> found(
      Iterator<Row> rows, Set<List<String>> wanted, List<String> labels) {
    Map<List<String>, Row> found = new HashMap<>();
    while (found.size() < wanted.size() && rows.hasNext()) {
      Row row = rows.next();
      List<String> key = key(row, labels);
      if (wanted.contains(key)) {
        found.put(key, row);
      }
    }
    return found;
  }

  private List<String> key(Row row, List<String> labels) {
    List<String> key = new ArrayList<>(row.dimensions());
    if (time >= 0) {
      key.set(time, Integer.toString(labels.indexOf(key.get(time))));
    }
    return key;
  }
}
