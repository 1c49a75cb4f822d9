package io.github.plausible4j.testkit.internal.stats.count;

import static io.github.plausible4j.testkit.internal.store.ImportedTable.CUSTOM_EVENTS;
import static io.github.plausible4j.testkit.internal.store.ImportedTable.PAGES;

import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.Filter;
import io.github.plausible4j.testkit.internal.stats.query.FilterLeaf;
import io.github.plausible4j.testkit.internal.stats.query.SiteGoal;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery;
import io.github.plausible4j.testkit.internal.store.ImportedTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Selects the imported tables that answer a query. Each table counts by one kind of dimension, so
 * one table answers a query, or no table does.
 */
final class ImportedTables {
  private static final Dimension URL = new Dimension("event:props:url");
  private static final Dimension PATH = new Dimension("event:props:path");

  /** The events whose properties are imported. */
  private static final Map<Dimension, Set<String>> EVENTS_WITH =
      Map.of(
          URL, Set.of("Outbound Link: Click", "Cloaked Link: Click", "File Download"),
          PATH, Set.of("404", "WP Form Completions", "Form: Submission"));

  private final StatsQuery query;
  private final Set<Dimension> filtered;
  private final List<SiteGoal> goals;

  private ImportedTables(StatsQuery query) {
    this.query = query;
    filtered =
        FilterLeaf.of(query.filters()).stream()
            .map(leaf -> leaf.filter().dimension())
            .collect(Collectors.toSet());
    boolean ofGoals =
        filtered.contains(Dimension.GOAL) || query.dimensions().contains(Dimension.GOAL);
    goals = ofGoals ? Goals.left(query) : List.of();
  }

  /** Empty if no imported table can answer. Two tables only for all goals. */
  static List<ImportedTable> of(StatsQuery query) {
    boolean behavioural =
        FilterLeaf.of(query.filters()).stream().anyMatch(leaf -> leaf.behavioural() > 0);
    return behavioural ? List.of() : new ImportedTables(query).decide();
  }

  private List<ImportedTable> decide() {
    if (Stream.concat(filtered.stream(), query.dimensions().stream())
        .anyMatch(EVENTS_WITH::containsKey)) {
      return ofProperty();
    }
    if (!query.dimensions().contains(Dimension.GOAL)) {
      return single();
    }
    if (query.dimensions().size() > 1) {
      return List.of();
    }
    return query.filters().isEmpty() ? List.of(PAGES, CUSTOM_EVENTS) : ofGoals();
  }

  /** Properties are imported only for the events that always have them. */
  private List<ImportedTable> ofProperty() {
    List<Dimension> dimensions = query.dimensions();
    List<Dimension> properties =
        dimensions.size() == 1 && EVENTS_WITH.containsKey(dimensions.get(0))
            ? dimensions
            : filtered.stream().filter(EVENTS_WITH::containsKey).toList();
    boolean grouped =
        dimensions.isEmpty()
            || dimensions.equals(properties)
            || (dimensions.size() == 1 && goesWithProperties(dimensions.get(0)));
    if (!grouped || properties.size() != 1) {
      return List.of();
    }
    Dimension property = properties.get(0);
    Set<Dimension> known = Set.of(property, Dimension.NAME, Dimension.GOAL);
    return known.containsAll(filtered) && query.filters().stream().anyMatch(named(property))
        ? List.of(CUSTOM_EVENTS)
        : List.of();
  }

  private static boolean goesWithProperties(Dimension dimension) {
    return dimension.equals(Dimension.GOAL)
        || dimension.equals(Dimension.NAME)
        || dimension.isTime();
  }

  private static Predicate<Filter> named(Dimension property) {
    Set<String> events = EVENTS_WITH.getOrDefault(property, Set.of());
    return filter ->
        filter instanceof Filter.Comparison comparison
            && comparison.operator() == Filter.Operator.IS
            && (comparison.dimension().equals(Dimension.NAME)
                || comparison.dimension().equals(Dimension.GOAL))
            && comparison.clauses().stream().anyMatch(name -> events.contains(name.toString()));
  }

  private List<ImportedTable> ofGoals() {
    boolean events =
        filtered.contains(Dimension.NAME) || goals.stream().anyMatch(ImportedTables::isEvent);
    boolean pages =
        filtered.contains(Dimension.PAGE) || goals.stream().anyMatch(ImportedTables::isPage);
    boolean others = !Set.of(Dimension.PAGE, Dimension.NAME, Dimension.GOAL).containsAll(filtered);
    if (others || events == pages) {
      return List.of();
    }
    return List.of(events ? CUSTOM_EVENTS : PAGES);
  }

  private List<ImportedTable> single() {
    List<Dimension> dimensions =
        Stream.concat(filtered.stream(), query.dimensions().stream())
            .filter(dimension -> !dimension.isTime() && !dimension.equals(Dimension.GOAL))
            .toList();
    if (dimensions.stream().anyMatch(dimension -> ImportedColumns.table(dimension) == null)
        || goals.stream().anyMatch(SiteGoal::isScroll)) {
      return List.of();
    }
    List<ImportedTable> tables =
        Stream.concat(
                dimensions.stream().flatMap(d -> Stream.ofNullable(ImportedColumns.table(d))),
                goals.stream().map(goal -> isEvent(goal) ? CUSTOM_EVENTS : PAGES))
            .distinct()
            .toList();
    if (tables.isEmpty()) {
      return List.of(ImportedTable.VISITORS);
    }
    return tables.size() == 1 ? tables : List.of();
  }

  private static boolean isEvent(SiteGoal goal) {
    return goal.eventName() != null;
  }

  private static boolean isPage(SiteGoal goal) {
    return goal.pagePath() != null && !goal.isScroll();
  }
}
