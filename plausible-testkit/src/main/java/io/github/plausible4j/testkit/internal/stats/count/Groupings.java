package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.SiteGoal;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery;
import io.github.plausible4j.testkit.internal.store.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Groups events and visits by the dimensions of a query. */
final class Groupings {
  private final SiteEvents data;
  private final StatsQuery query;
  private final TimeBuckets buckets;

  Groupings(SiteEvents data, StatsQuery query) {
    this.data = data;
    this.query = query;
    this.buckets = new TimeBuckets(query.range(), query.site().zone());
  }

  Grouping<StoredEvent> ofEvents() {
    return new Grouping<>(query.dimensions().stream().map(this::ofEvent).toList());
  }

  /** Groups visits by the time of their end. */
  Grouping<Visit> ofVisits() {
    return new Grouping<>(query.dimensions().stream().map(this::ofVisit).toList());
  }

  /** Groups visits by each hour in which they lasted. */
  Grouping<Visit> ofVisitsInEachHour() {
    List<Function<Visit, List<Object>>> functions = new ArrayList<>();
    for (Dimension dimension : query.dimensions()) {
      functions.add(
          dimension.equals(Dimension.HOUR)
              ? visit -> buckets.hoursOf(visit.start, visit.end)
              : ofVisit(dimension));
    }
    return new Grouping<>(functions);
  }

  private Function<StoredEvent, List<Object>> ofEvent(Dimension dimension) {
    if (dimension.isTime()) {
      Function<Instant, Object> bucket = buckets.of(dimension);
      return event -> List.of(bucket.apply(event.time()));
    }
    if (dimension.isProperty()) {
      return event -> List.of(shownProperty(event.props().get(dimension.property())));
    }
    return switch (dimension.name()) {
      case "event:name" -> event -> List.of(event.name());
      case "event:page" -> event -> List.of(event.pathname());
      case "event:hostname" -> event -> List.of(event.hostname());
      case "event:goal" -> reached(Goals.left(query));
      case "visit:entry_page", "visit:exit_page" -> ofVisitOfEvent(dimension);
      default -> {
        var value = VisitValues.ofAttributes(dimension);
        yield event -> List.of(VisitValues.shown(dimension, value.apply(event.visit())));
      }
    };
  }

  private static String shownProperty(@Nullable String value) {
    return value == null || value.isEmpty() ? PropertyCondition.NONE : value;
  }

  private Function<StoredEvent, List<Object>> ofVisitOfEvent(Dimension dimension) {
    Function<Visit, List<Object>> value = ofVisit(dimension);
    return event -> {
      Visit visit = data.visit(event.session());
      return visit == null ? List.of() : value.apply(visit);
    };
  }

  private static Function<StoredEvent, List<Object>> reached(List<SiteGoal> goals) {
    List<Predicate<StoredEvent>> conversions =
        goals.stream().map(SiteGoal::conversionsInBreakdown).toList();
    return event -> {
      List<Object> reached = new ArrayList<>();
      for (int i = 0; i < goals.size(); i++) {
        if (conversions.get(i).test(event)) {
          reached.add(goals.get(i));
        }
      }
      return reached;
    };
  }

  private Function<Visit, List<Object>> ofVisit(Dimension dimension) {
    if (dimension.isTime()) {
      Function<Instant, Object> bucket = buckets.of(dimension);
      return visit -> List.of(bucket.apply(buckets.within(visit.end)));
    }
    // For visits, the page is the entry page.
    Dimension ofVisits =
        dimension.equals(Dimension.PAGE)
            ? Dimension.ENTRY_PAGE
            : dimension.equals(Dimension.HOSTNAME) ? Dimension.ENTRY_HOSTNAME : dimension;
    Function<Visit, String> value = VisitValues.ofVisit(ofVisits);
    return visit -> List.of(VisitValues.shown(ofVisits, value.apply(visit)));
  }
}
