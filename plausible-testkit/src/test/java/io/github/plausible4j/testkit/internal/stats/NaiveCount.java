package io.github.plausible4j.testkit.internal.stats;

import io.github.plausible4j.testkit.internal.store.ImportedRow;
import io.github.plausible4j.testkit.internal.store.ImportedTable;
import io.github.plausible4j.testkit.internal.store.StoredEvent;
import io.github.plausible4j.testkit.internal.store.StoredImport;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Counts a second time, in the most simple-minded way: for every row and metric it goes over all
 * events and all visits again. Filters come as lists, as in JSON.
 */
final class NaiveCount {
  static final Set<String> OF_EVENTS =
      Set.of("pageviews", "events", "time_on_page", "scroll_depth", "total_revenue");
  static final Set<String> OF_ENGAGEMENT = Set.of("time_on_page", "scroll_depth");
  static final Set<String> OF_VISITS = Set.of("bounce_rate", "visit_duration", "views_per_visit");

  private final List<StoredEvent> events;
  private final Map<Long, List<StoredEvent>> visits = new HashMap<>();
  private final Instant first;
  private final Instant last;
  private final ZoneId zone;
  private final List<String> metrics;
  private final List<String> dimensions;
  private final List<Object> filters;

  /** What the answer takes from imports, on events and on visits; null for nothing. */
  private final NaiveImports importsOfEvents;

  private final NaiveImports importsOfVisits;

  NaiveCount(
      List<StoredEvent> events,
      Instant first,
      Instant last,
      ZoneId zone,
      List<String> metrics,
      List<String> dimensions,
      List<Object> filters,
      List<StoredImport> imports) {
    this.events = events;
    this.first = first;
    this.last = last;
    this.zone = zone;
    this.metrics = metrics;
    this.dimensions = dimensions;
    this.filters = withHostnamesOfVisits(filters, dimensions);
    for (StoredEvent event : events) {
      if (!event.isEngagement()) {
        visits.computeIfAbsent(event.session(), id -> new ArrayList<>()).add(event);
      }
    }
    visits.values().forEach(visit -> visit.sort(Comparator.comparing(StoredEvent::time)));
    NaiveImports asked = imports(imports, dimensions, this.filters);
    boolean included = asked.areIncluded();
    importsOfEvents = included ? asked : null;
    importsOfVisits =
        !included
            ? null
            : dimensions.contains("event:page")
                ? imports(imports, onEntry(dimensions), onEntry(this.filters))
                : asked;
  }

  private NaiveImports imports(
      List<StoredImport> imports, List<String> ofDimensions, List<Object> ofFilters) {
    return new NaiveImports(
        imports,
        LocalDate.ofInstant(first, zone),
        LocalDate.ofInstant(last, zone),
        ofDimensions,
        ofFilters);
  }

  /** The same lists with the entry page in the place of the page. */
  @SuppressWarnings("unchecked") // it changes texts alone
  private static <T> List<T> onEntry(List<T> json) {
    return (List<T>)
        json.stream()
            .map(
                part ->
                    part instanceof List<?> list && !isOfBehavior(json)
                        ? onEntry(list)
                        : part.equals("event:page") ? "visit:entry_page" : part)
            .toList();
  }

  /** What a visit has done at all means its pages, not the one that it entered on. */
  private static boolean isOfBehavior(List<?> json) {
    return json.contains("has_done") || json.contains("has_not_done");
  }

  boolean hasImports() {
    return importsOfEvents != null;
  }

  /** Whether imports are asked for what their table has not, which is an error. */
  boolean isImpossible() {
    return importsOfEvents != null
        && importsOfEvents.table() == ImportedTable.CUSTOM_EVENTS
        && metrics.stream().anyMatch(Set.of("visits", "bounce_rate", "visit_duration")::contains);
  }

  /** A source or entry page of a host name is that of visits that entered there. */
  private static List<Object> withHostnamesOfVisits(List<Object> filters, List<String> dimensions) {
    List<Object> all = new ArrayList<>(filters);
    for (Object filter : filters) {
      List<?> parts = (List<?>) filter;
      if (parts.get(1).equals("event:hostname")) {
        if (dimensions.contains("visit:source") || dimensions.contains("visit:entry_page")) {
          all.add(List.of(parts.get(0), "visit:entry_page_hostname", parts.get(2)));
        }
        if (dimensions.contains("visit:exit_page")) {
          all.add(List.of(parts.get(0), "visit:exit_page_hostname", parts.get(2)));
        }
      }
    }
    return all;
  }

  /** Rows by the values of their dimensions. */
  Map<String, List<Object>> rows() {
    Set<List<String>> keys = new TreeSet<>(Comparator.comparing(Object::toString));
    if (metrics.stream().anyMatch(this::isOnEvents)) {
      countedEvents().forEach(event -> keys.addAll(keys(event)));
    } else {
      countedVisits().forEach(visit -> keys.addAll(keys(visit, isSpread())));
    }
    if (dimensions.contains("time:hour") && metrics.stream().anyMatch(m -> !isOnEvents(m))) {
      countedVisits().forEach(visit -> keys.addAll(keys(visit, false)));
    }
    boolean onEvents = metrics.stream().anyMatch(this::isOnEvents);
    importedRows(onEvents).forEach(row -> keys.add(imports(onEvents).key(row)));
    if (dimensions.isEmpty()) {
      keys.add(List.of());
    }
    Map<String, List<Object>> rows = new TreeMap<>();
    for (List<String> key : keys) {
      List<Object> measured = new ArrayList<>();
      metrics.forEach(metric -> measured.add(measure(metric, key)));
      rows.put(key.toString(), measured);
    }
    return rows;
  }

  private boolean isSpread() {
    return dimensions.contains("time:hour")
        && metrics.stream().anyMatch(Set.of("visitors", "visits")::contains);
  }

  /** What both sides can measure goes to events as soon as something there is asked for. */
  private boolean isOnEvents(String metric) {
    if (OF_EVENTS.contains(metric) || OF_VISITS.contains(metric)) {
      return OF_EVENTS.contains(metric);
    }
    if (metrics.stream().anyMatch(OF_EVENTS::contains)
        || dimensions.stream().anyMatch(dimension -> dimension.startsWith("event:"))) {
      return true;
    }
    boolean visits =
        metrics.stream().anyMatch(OF_VISITS::contains)
            || dimensions.stream().anyMatch(NaiveCount::isPageOfVisit)
            || mentioned(filters).anyMatch(NaiveCount::isPageOfVisit);
    return mentioned(filters).anyMatch(name -> name.startsWith("event:")) && !visits;
  }

  private static boolean isPageOfVisit(String dimension) {
    return dimension.startsWith("visit:entry_page") || dimension.startsWith("visit:exit_page");
  }

  private static Stream<String> mentioned(Object filter) {
    List<?> parts = (List<?>) filter;
    if (!parts.isEmpty() && parts.get(0) instanceof String operator) {
      return switch (operator) {
        case "has_done", "has_not_done" -> Stream.empty();
        case "not", "and", "or" -> mentioned(parts.get(1));
        default -> Stream.of((String) parts.get(1));
      };
    }
    return parts.stream().flatMap(NaiveCount::mentioned);
  }

  private NaiveImports imports(boolean onEvents) {
    return onEvents ? importsOfEvents : importsOfVisits;
  }

  private List<ImportedRow> importedRows(boolean onEvents) {
    NaiveImports imports = imports(onEvents);
    return imports == null
        ? List.of()
        : imports.rows(metrics.stream().filter(m -> isOnEvents(m) == onEvents).toList());
  }

  private Object measure(String metric, List<String> key) {
    boolean onEvents = isOnEvents(metric);
    List<ImportedRow> imported =
        importedRows(onEvents).stream()
            .filter(row -> imports(onEvents).key(row).equals(key))
            .toList();
    if (OF_ENGAGEMENT.contains(metric)) {
      return ofEngagement(
          metric,
          countedEvents()
              .filter(event -> event.isEngagement() && keys(event).contains(key))
              .toList(),
          imported);
    }
    long counted = (Long) counted(metric, key);
    if (imported.isEmpty()) {
      return counted;
    }
    long sum = NaiveImports.sum(metric, imported);
    if (!OF_VISITS.contains(metric)) {
      return counted + sum;
    }
    long visitsCounted = countedVisits().filter(visit -> keys(visit, false).contains(key)).count();
    long visitsOfAll = visitsCounted + NaiveImports.sum("averaged", imported);
    return visitsOfAll == 0
        ? 0L
        : (long) Math.rint((double) (sum + counted * visitsCounted) / visitsOfAll);
  }

  /** Seconds of engagement, or the deepest scroll, by visit; null where no visit has any. */
  private static Object ofEngagement(
      String metric, List<StoredEvent> engagements, List<ImportedRow> imported) {
    boolean time = metric.equals("time_on_page");
    Map<Long, Long> byVisit = new HashMap<>();
    for (StoredEvent event : engagements) {
      if (time && event.engagementMillis() > 0) {
        byVisit.merge(event.session(), event.engagementMillis(), Long::sum);
      } else if (!time && event.scrollDepth() <= 100) {
        byVisit.merge(event.session(), (long) event.scrollDepth(), Math::max);
      }
    }
    double sum = byVisit.values().stream().mapToLong(Long::longValue).sum() / (time ? 1000.0 : 1);
    long visits = byVisit.size();
    String column = time ? "total_time_on_page" : "total_scroll_depth";
    for (ImportedRow row : imported) {
      sum += row.count(column);
      visits += row.count(column + "_visits");
    }
    return visits == 0 ? null : (Object) (long) Math.rint(sum / visits);
  }

  private Object counted(String metric, List<String> key) {
    if (isOnEvents(metric)) {
      return ofEvents(metric, countedEvents().filter(event -> keys(event).contains(key)).toList());
    }
    boolean spread = isSpread() && (metric.equals("visitors") || metric.equals("visits"));
    return ofVisits(
        metric, countedVisits().filter(visit -> keys(visit, spread).contains(key)).toList());
  }

  private static Object ofEvents(String metric, List<StoredEvent> group) {
    return switch (metric) {
      case "visitors" -> group.stream().map(StoredEvent::visitor).distinct().count();
      case "visits" -> group.stream().map(StoredEvent::session).distinct().count();
      case "pageviews" -> group.stream().filter(StoredEvent::isPageview).count();
      case "events" -> group.stream().filter(event -> !event.isEngagement()).count();
      case "total_revenue" ->
          group.stream()
              .filter(event -> event.revenue() != null)
              .mapToLong(event -> event.revenue().longValueExact())
              .sum();
      default -> throw new IllegalArgumentException(metric);
    };
  }

  private Object ofVisits(String metric, List<List<StoredEvent>> group) {
    double number = Math.max(1, group.size());
    long seconds =
        group.stream()
            .mapToLong(
                visit ->
                    ChronoUnit.SECONDS.between(
                        visit.get(0).time(), visit.get(visit.size() - 1).time()))
            .sum();
    return switch (metric) {
      case "visitors" -> group.stream().map(visit -> visit.get(0).visitor()).distinct().count();
      case "visits" -> (long) group.size();
      case "visit_duration" -> (long) Math.rint(seconds / number);
      case "bounce_rate" -> bounceRate(group);
      default -> throw new IllegalArgumentException(metric);
    };
  }

  private Object bounceRate(List<List<StoredEvent>> group) {
    List<List<StoredEvent>> entered = group;
    for (Object filter : filters) {
      if (((List<?>) filter).get(1).equals("event:page") && !dimensions.contains("event:page")) {
        entered =
            group.stream().filter(visit -> compare((List<?>) filter, page(visit, true))).toList();
        break;
      }
    }
    long bounces = entered.stream().filter(NaiveCount::isBounce).count();
    return (long) Math.rint(100.0 * bounces / Math.max(1, entered.size()));
  }

  private static boolean isBounce(List<StoredEvent> visit) {
    return visit.stream().filter(StoredEvent::isPageview).count() < 2
        // On 3.2 an event that is not interactive ends a bounce all the same.
        && visit.stream().allMatch(StoredEvent::isPageview);
  }

  private Stream<StoredEvent> countedEvents() {
    Predicate<StoredEvent> ofCountedVisit = event -> true;
    if (mentioned(filters).anyMatch(NaiveCount::isPageOfVisit)) {
      ofCountedVisit =
          event ->
              visits.containsKey(event.session()) && isLeft(visits.get(event.session()), false);
    }
    return events.stream().filter(this::isLeft).filter(ofCountedVisit);
  }

  private Stream<List<StoredEvent>> countedVisits() {
    boolean byPage = dimensions.contains("event:page");
    boolean wantsEvent =
        mentioned(filters)
            .anyMatch(name -> name.startsWith("event:") && !(byPage && name.equals("event:page")));
    // By page, a filter means the page that a visit entered on, which its events do not know.
    List<Object> ofTheirEvents = byPage ? onEntry(filters) : filters;
    return visits.values().stream()
        .filter(visit -> isLeft(visit, byPage))
        .filter(
            visit ->
                !wantsEvent
                    || events.stream()
                        .anyMatch(
                            event ->
                                event.session() == visit.get(0).session()
                                    && isLeft(event, ofTheirEvents)));
  }

  private boolean isLeft(StoredEvent event) {
    return isLeft(event, filters);
  }

  private boolean isLeft(StoredEvent event, List<Object> conditions) {
    return isInRange(event)
        && conditions.stream().allMatch(filter -> decide(filter, event, null, false));
  }

  private boolean isLeft(List<StoredEvent> visit, boolean byEntry) {
    return !visit.get(visit.size() - 1).time().isBefore(first)
        && !visit.get(0).time().isAfter(last)
        && filters.stream().allMatch(filter -> decide(filter, null, visit, byEntry));
  }

  private boolean isInRange(StoredEvent event) {
    return !event.time().isBefore(first) && !event.time().isAfter(last);
  }

  /** True where an event, or a visit, cannot tell. */
  private boolean decide(
      Object filter, StoredEvent event, List<StoredEvent> visit, boolean byEntry) {
    List<?> parts = (List<?>) filter;
    switch ((String) parts.get(0)) {
      case "not" -> {
        return !decide(parts.get(1), event, visit, byEntry);
      }
      case "and" -> {
        return ((List<?>) parts.get(1))
            .stream().allMatch(part -> decide(part, event, visit, byEntry));
      }
      case "or" -> {
        return ((List<?>) parts.get(1))
            .stream().anyMatch(part -> decide(part, event, visit, byEntry));
      }
      case "has_done", "has_not_done" -> {
        long session = event == null ? visit.get(0).session() : event.session();
        boolean done =
            events.stream()
                .anyMatch(
                    other ->
                        other.session() == session
                            && isInRange(other)
                            && decide(parts.get(1), other, null, false));
        return done == parts.get(0).equals("has_done");
      }
      default -> {
        String value =
            event == null
                ? value((String) parts.get(1), visit, byEntry)
                : value((String) parts.get(1), event);
        if (event != null && parts.get(1).equals("event:name") && !parts.get(0).equals("is")) {
          return false;
        }
        return value == null || compare(parts, value);
      }
    }
  }

  static boolean compare(List<?> filter, String value) {
    List<?> clauses = (List<?>) filter.get(2);
    return switch ((String) filter.get(0)) {
      case "is" -> clauses.contains(value);
      case "is_not" -> !clauses.contains(value);
      case "contains" -> clauses.stream().anyMatch(clause -> value.contains((String) clause));
      case "contains_not" -> clauses.stream().noneMatch(clause -> value.contains((String) clause));
      default -> throw new IllegalArgumentException(filter.toString());
    };
  }

  private static String value(String dimension, StoredEvent event) {
    return switch (dimension) {
      case "event:name" -> event.name();
      case "event:page" -> event.pathname();
      case "event:hostname" -> event.hostname();
      case "event:props:plan" -> event.props().getOrDefault("plan", "(none)");
      case "visit:source" -> source(event);
      default -> null;
    };
  }

  private static String value(String dimension, List<StoredEvent> visit, boolean byEntry) {
    return switch (dimension) {
      case "visit:source" -> source(visit.get(0));
      case "visit:entry_page" -> page(visit, true);
      case "visit:exit_page" -> page(visit, false);
      case "visit:entry_page_hostname" -> host(visit, true);
      case "visit:exit_page_hostname" -> host(visit, false);
      case "event:page" -> byEntry ? page(visit, true) : null;
      default -> null;
    };
  }

  private static String source(StoredEvent event) {
    return event.visit().source().isEmpty() ? "Direct / None" : event.visit().source();
  }

  private static String page(List<StoredEvent> visit, boolean entry) {
    List<String> pages =
        visit.stream().filter(StoredEvent::isPageview).map(StoredEvent::pathname).toList();
    return pages.isEmpty() ? "" : pages.get(entry ? 0 : pages.size() - 1);
  }

  private static String host(List<StoredEvent> visit, boolean entry) {
    List<String> hosts =
        visit.stream().filter(StoredEvent::isPageview).map(StoredEvent::hostname).toList();
    return hosts.isEmpty() ? "" : hosts.get(entry ? 0 : hosts.size() - 1);
  }

  private List<List<String>> keys(StoredEvent event) {
    return List.of(
        dimensions.stream()
            .map(
                dimension -> {
                  if (dimension.startsWith("time:")) {
                    return bucket(dimension, event.time());
                  }
                  return isPageOfVisit(dimension)
                      ? value(dimension, visits.get(event.session()), false)
                      : value(dimension, event);
                })
            .toList());
  }

  private List<List<String>> keys(List<StoredEvent> visit, boolean spread) {
    Instant start = visit.get(0).time();
    Instant end = visit.get(visit.size() - 1).time();
    Instant from = start.isBefore(first) ? first : start;
    Instant to = end.isAfter(last) ? last : end;
    Set<String> hours = new TreeSet<>();
    for (Instant time = from; !time.isAfter(to); time = time.plusSeconds(900)) {
      hours.add(bucket("time:hour", time));
    }
    hours.add(bucket("time:hour", to));
    List<List<String>> keys = new ArrayList<>();
    for (String hour : spread ? hours : Set.of(bucket("time:hour", to))) {
      keys.add(
          dimensions.stream()
              .map(
                  dimension ->
                      dimension.equals("time:hour")
                          ? hour
                          : dimension.startsWith("time:")
                              ? bucket(dimension, to)
                              : value(dimension, visit, true))
              .toList());
    }
    return keys;
  }

  private String bucket(String dimension, Instant time) {
    ZonedDateTime local = time.atZone(zone);
    LocalDate day = local.toLocalDate();
    return switch (dimension) {
      case "time:hour" -> day + " " + "%02d:00:00".formatted(local.getHour());
      case "time:day" -> day.toString();
      case "time:month" -> day.withDayOfMonth(1).toString();
      default -> {
        LocalDate monday = day.minusDays(day.getDayOfWeek().getValue() - 1L);
        LocalDate start = first.atZone(zone).toLocalDate();
        yield (monday.isBefore(start) ? start : monday).toString();
      }
    };
  }
}
