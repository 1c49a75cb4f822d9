package io.github.plausible4j.testkit.internal.stats;

import io.github.plausible4j.testkit.internal.store.ImportedRow;
import io.github.plausible4j.testkit.internal.store.ImportedTable;
import io.github.plausible4j.testkit.internal.store.StoredImport;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Imported rows counted a second time: for every row of an answer it goes over all of them. */
final class NaiveImports {
  private final List<StoredImport> imports;
  private final LocalDate first;
  private final LocalDate last;
  private final List<String> dimensions;
  private final List<Object> filters;

  /** Of these days, in the time zone of the site. */
  NaiveImports(
      List<StoredImport> imports,
      LocalDate first,
      LocalDate last,
      List<String> dimensions,
      List<Object> filters) {
    this.imports = imports;
    this.first = first;
    this.last = last;
    this.dimensions = dimensions;
    this.filters = filters;
  }

  /** Whether anything imported can answer. */
  boolean areIncluded() {
    return imports.stream().anyMatch(i -> !i.first().isAfter(last) && !i.last().isBefore(first))
        && !dimensions.contains("time:hour")
        && table() != null;
  }

  /** The one table with all dimensions and filters; null for none or several. */
  ImportedTable table() {
    Set<ImportedTable> tables = new HashSet<>();
    for (String name :
        Stream.concat(dimensions.stream(), filters.stream().flatMap(NaiveImports::names))
            .filter(name -> !name.startsWith("time:"))
            .toList()) {
      ImportedTable table =
          switch (name) {
            case "event:page", "event:hostname" -> ImportedTable.PAGES;
            case "event:name" -> ImportedTable.CUSTOM_EVENTS;
            case "visit:source" -> ImportedTable.SOURCES;
            case "visit:entry_page" -> ImportedTable.ENTRY_PAGES;
            case "visit:exit_page" -> ImportedTable.EXIT_PAGES;
            default -> null;
          };
      tables.add(table);
    }
    if (tables.isEmpty()) {
      return ImportedTable.VISITORS;
    }
    return tables.size() > 1 ? null : tables.iterator().next();
  }

  private static Stream<String> names(Object filter) {
    List<?> parts = (List<?>) filter;
    return switch (String.valueOf(parts.get(0))) {
      case "has_done", "has_not_done" -> Stream.of("a visit's doings");
      case "not" -> names(parts.get(1));
      case "and", "or" -> ((List<?>) parts.get(1)).stream().flatMap(NaiveImports::names);
      default -> Stream.of((String) parts.get(1));
    };
  }

  /** The rows of the table that a side with these metrics counts. */
  List<ImportedRow> rows(List<String> metricsOfSide) {
    ImportedTable table = table();
    boolean views = metricsOfSide.contains("pageviews") && table != ImportedTable.CUSTOM_EVENTS;
    return imports.stream()
        .flatMap(imported -> imported.rows().stream())
        .filter(row -> row.table() == table)
        .filter(row -> !row.date().isBefore(first) && !row.date().isAfter(last))
        .filter(row -> filters.stream().allMatch(filter -> decide(filter, row)))
        .filter(row -> dimensions.isEmpty() || row.count("visitors") > 0)
        .filter(row -> !views || row.count("pageviews") > 0)
        .toList();
  }

  private static boolean decide(Object filter, ImportedRow row) {
    List<?> parts = (List<?>) filter;
    return switch ((String) parts.get(0)) {
      case "not" -> !decide(parts.get(1), row);
      case "and" -> ((List<?>) parts.get(1)).stream().allMatch(part -> decide(part, row));
      case "or" -> ((List<?>) parts.get(1)).stream().anyMatch(part -> decide(part, row));
      default -> NaiveCount.compare(parts, value((String) parts.get(1), row));
    };
  }

  private static String bucket(String dimension, LocalDate day, LocalDate first) {
    return switch (dimension) {
      case "time:day" -> day.toString();
      case "time:month" -> day.withDayOfMonth(1).toString();
      default -> {
        LocalDate monday = day.minusDays(day.getDayOfWeek().getValue() - 1L);
        yield (monday.isBefore(first) ? first : monday).toString();
      }
    };
  }

  List<String> key(ImportedRow row) {
    return dimensions.stream()
        .map(
            dimension ->
                dimension.startsWith("time:")
                    ? bucket(dimension, row.date(), first)
                    : value(dimension, row))
        .toList();
  }

  private static String value(String dimension, ImportedRow row) {
    return switch (dimension) {
      case "event:page" -> row.text("page");
      case "event:hostname" -> row.text("hostname");
      case "event:name" -> row.text("name");
      case "visit:source" -> row.text("source").isEmpty() ? "Direct / None" : row.text("source");
      case "visit:entry_page" -> row.text("entry_page");
      case "visit:exit_page" -> row.text("exit_page");
      default -> throw new IllegalArgumentException(dimension);
    };
  }

  /** The sum that a metric takes from rows of one table. */
  static long sum(String metric, List<ImportedRow> rows) {
    return rows.stream().mapToLong(row -> part(metric, row)).sum();
  }

  private static long part(String metric, ImportedRow row) {
    boolean event = row.table() == ImportedTable.CUSTOM_EVENTS;
    return switch (metric) {
      case "visitors" -> row.count("visitors");
      case "visits" -> visits(row);
      case "pageviews" -> event ? 0 : row.count("pageviews");
      case "events" -> row.count(event ? "events" : "pageviews");
      case "bounce_rate" -> row.table() == ImportedTable.PAGES ? 0 : 100 * row.count("bounces");
      case "visit_duration" -> row.table() == ImportedTable.PAGES ? 0 : row.count("visit_duration");
      case "averaged" -> row.table() == ImportedTable.PAGES ? 0 : visits(row);
      default -> 0;
    };
  }

  private static long visits(ImportedRow row) {
    return switch (row.table()) {
      case ENTRY_PAGES -> row.count("entrances");
      case EXIT_PAGES -> row.count("exits");
      default -> row.count("visits");
    };
  }
}
