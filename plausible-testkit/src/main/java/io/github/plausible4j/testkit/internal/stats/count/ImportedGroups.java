package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.Filter;
import io.github.plausible4j.testkit.internal.stats.query.Metric;
import io.github.plausible4j.testkit.internal.stats.query.RefusedQuery;
import io.github.plausible4j.testkit.internal.stats.query.SiteGoal;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery;
import io.github.plausible4j.testkit.internal.stats.query.TimeRange;
import io.github.plausible4j.testkit.internal.store.ImportedRow;
import io.github.plausible4j.testkit.internal.store.ImportedTable;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The imported rows for one side of a query, summed by group. */
final class ImportedGroups {
  /** The table of custom events counts only visitors and events. */
  private static final Set<Metric> OF_VISITS =
      EnumSet.of(Metric.VISITS, Metric.BOUNCE_RATE, Metric.VISIT_DURATION, Metric.VIEWS_PER_VISIT);

  private final StatsQuery query;
  private final List<Metric> metrics;
  private final Map<Object, ImportedSums> groups = new LinkedHashMap<>();

  private ImportedGroups(StatsQuery query, List<Metric> metrics) {
    this.query = query;
    this.metrics = metrics;
  }

  static ImportedGroups of(SiteEvents data, StatsQuery query, List<Metric> metrics) {
    ImportedGroups groups = new ImportedGroups(query, metrics);
    for (ImportedTable table : ImportedTables.of(query)) {
      groups.add(data, table);
    }
    return groups;
  }

  Set<Object> keys() {
    return groups.keySet();
  }

  ImportedSums sums(Object key) {
    return groups.getOrDefault(key, ImportedSums.NOTHING);
  }

  private void add(SiteEvents data, ImportedTable table) {
    if (table == ImportedTable.CUSTOM_EVENTS && metrics.stream().anyMatch(OF_VISITS::contains)) {
      throw RefusedQuery.serverError();
    }
    Predicate<ImportedRow> counts =
        isOfRange()
            .and(
                new FilterTree<>(this::comparison, filter -> Set.of(), row -> 0L)
                    .all(query.filters()));
    if (!query.dimensions().isEmpty()) {
      counts = counts.and(row -> row.count("visitors") > 0);
    }
    if (table != ImportedTable.CUSTOM_EVENTS
        && (metrics.contains(Metric.PAGEVIEWS) || metrics.contains(Metric.VIEWS_PER_VISIT))) {
      counts = counts.and(row -> row.count("pageviews") > 0);
    }
    Grouping<ImportedRow> grouping =
        new Grouping<>(query.dimensions().stream().map(d -> group(d, table)).toList());
    data.imports().stream()
        .flatMap(imported -> imported.rows().stream())
        .filter(row -> row.table() == table)
        .filter(counts)
        .forEach(row -> grouping.forEachKey(row, key -> sumsOf(key).add(row)));
  }

  private ImportedSums sumsOf(Object key) {
    return groups.computeIfAbsent(key, absent -> new ImportedSums());
  }

  private Predicate<ImportedRow> isOfRange() {
    TimeRange range = query.range();
    ZoneId zone = query.site().zone();
    LocalDate first = range.firstDate(zone);
    LocalDate last = range.lastDate(zone);
    return row -> !row.date().isBefore(first) && !row.date().isAfter(last);
  }

  private Predicate<ImportedRow> comparison(Filter.Comparison filter) {
    if (!filter.dimension().equals(Dimension.GOAL)) {
      return Conditions.compare(filter, ImportedColumns.value(filter.dimension()));
    }
    List<Predicate<ImportedRow>> goals =
        Goals.chosen(query.site().goals(), filter).stream().map(ImportedGroups::reaches).toList();
    return row -> goals.stream().anyMatch(goal -> goal.test(row));
  }

  private static Predicate<ImportedRow> reaches(SiteGoal goal) {
    String event = goal.eventName();
    if (event != null) {
      return row -> row.table() == ImportedTable.CUSTOM_EVENTS && row.text("name").equals(event);
    }
    Predicate<String> page = goal.pages();
    return row ->
        row.table() == ImportedTable.PAGES && !goal.isScroll() && page.test(row.text("page"));
  }

  private Function<ImportedRow, List<Object>> group(Dimension dimension, ImportedTable table) {
    if (dimension.isTime()) {
      Function<LocalDate, Object> bucket =
          new TimeBuckets(query.range(), query.site().zone()).ofDays(dimension);
      return row -> List.of(bucket.apply(row.date()));
    }
    if (dimension.equals(Dimension.GOAL)) {
      return reached(table);
    }
    Function<ImportedRow, String> value = ImportedColumns.value(dimension);
    return row -> ImportedValues.shown(dimension, value.apply(row));
  }

  /** An event counts for the first goal of its name; a page for each goal that it reaches. */
  private Function<ImportedRow, List<Object>> reached(ImportedTable table) {
    List<SiteGoal> goals = Goals.left(query);
    return row -> {
      var reached = goals.stream().filter(goal -> reaches(goal).test(row));
      return List.copyOf(
          (table == ImportedTable.CUSTOM_EVENTS ? reached.limit(1) : reached).toList());
    };
  }
}
