package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.Filter;
import io.github.plausible4j.testkit.internal.stats.query.FilterLeaf;
import io.github.plausible4j.testkit.internal.stats.query.Scope;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery;
import io.github.plausible4j.testkit.internal.store.StoredEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Selects the events and visits that a query counts. A filter on events does not apply to visits
 * directly: a visit counts if it has an event that matches the filters, and an event counts if its
 * visit does.
 */
final class Conditions {
  /** How long before the range a visit may have started. The server ignores earlier visits. */
  private static final long LONGEST_VISIT_SECONDS = 7L * 24 * 60 * 60;

  private final SiteEvents data;
  private final StatsQuery query;

  Conditions(SiteEvents data, StatsQuery query) {
    this.data = data;
    this.query = query;
  }

  Predicate<StoredEvent> events() {
    Predicate<StoredEvent> events = eventsAlone();
    if (!filters(Scope.VISIT)) {
      return events;
    }
    Predicate<Visit> visits = visitsAlone();
    Set<Long> ids = new HashSet<>();
    data.visits().stream().filter(visits).forEach(visit -> ids.add(visit.id));
    return events.and(event -> ids.contains(event.session()));
  }

  Predicate<Visit> visits() {
    Predicate<Visit> visits = visitsAlone();
    if (!filters(Scope.EVENT)) {
      return visits;
    }
    Set<Long> ids = sessions(eventsAlone());
    return visits.and(visit -> ids.contains(visit.id));
  }

  private boolean filters(Scope scope) {
    return FilterLeaf.of(query.filters()).stream()
        .anyMatch(leaf -> leaf.behavioural() == 0 && leaf.filter().dimension().scope() == scope);
  }

  private Predicate<StoredEvent> eventsAlone() {
    Predicate<StoredEvent> events = event -> query.range().contains(event.time());
    return events.and(tree(query.filters(), this::eventComparison, StoredEvent::session));
  }

  private Predicate<Visit> visitsAlone() {
    long first = query.range().first().getEpochSecond();
    long last = query.range().last().getEpochSecond();
    Predicate<Visit> visits =
        visit ->
            visit.end >= first
                && visit.start <= last
                && visit.start >= first - LONGEST_VISIT_SECONDS;
    return visits.and(tree(query.filters(), this::visitComparison, visit -> visit.id));
  }

  private <T> Predicate<T> tree(
      List<Filter> filters,
      Function<Filter.Comparison, Predicate<T>> comparison,
      Function<T, Long> session) {
    return new FilterTree<>(comparison, this::sessionsThatDid, session).all(filters);
  }

  private Set<Long> sessionsThatDid(Filter filter) {
    Predicate<StoredEvent> inRange = event -> query.range().contains(event.time());
    return sessions(
        inRange.and(tree(List.of(filter), this::eventComparison, StoredEvent::session)));
  }

  private Set<Long> sessions(Predicate<StoredEvent> condition) {
    Set<Long> sessions = new HashSet<>();
    for (StoredEvent event : data.events()) {
      if (condition.test(event)) {
        sessions.add(event.session());
      }
    }
    return sessions;
  }

  private Predicate<StoredEvent> eventComparison(Filter.Comparison filter) {
    Dimension dimension = filter.dimension();
    if (dimension.scope() == Scope.VISIT) {
      return event -> true;
    }
    // Up to 3.2.0, a filter on names finds nothing with any operator except "is".
    if (dimension.equals(Dimension.NAME) && filter.operator() != Filter.Operator.IS) {
      return event -> false;
    }
    if (dimension.equals(Dimension.GOAL)) {
      return Goals.conversions(Goals.chosen(query.site().goals(), filter));
    }
    if (dimension.isProperty()) {
      return PropertyCondition.of(filter);
    }
    Function<StoredEvent, String> value =
        switch (dimension.name()) {
          case "event:name" -> StoredEvent::name;
          case "event:page" -> StoredEvent::pathname;
          case "event:hostname" -> StoredEvent::hostname;
          default -> {
            var ofVisit = VisitValues.ofAttributes(dimension);
            yield event -> ofVisit.apply(event.visit());
          }
        };
    return compare(filter, value);
  }

  private Predicate<Visit> visitComparison(Filter.Comparison filter) {
    return filter.dimension().scope() == Scope.EVENT
        ? visit -> true
        : compare(filter, VisitValues.ofVisit(filter.dimension()));
  }

  /** Compares stored values with the stored form of the clauses. */
  static <T> Predicate<T> compare(Filter.Comparison filter, Function<T, String> value) {
    UnaryOperator<String> stored = clause -> VisitValues.stored(filter.dimension(), clause);
    Predicate<String> matches = Clauses.anyMatches(filter, stored);
    boolean negative = filter.operator().isNegative();
    if (filter.operator().comparesWholeValues()) {
      return item -> matches.test(value.apply(item)) != negative;
    }
    UnaryOperator<String> searched = text -> VisitValues.searched(filter.dimension(), text);
    return item -> matches.test(searched.apply(value.apply(item))) != negative;
  }
}
