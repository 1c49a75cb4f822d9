package io.github.plausible4j.testkit.internal.store;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The tables of imported statistics, with the columns of their files. For internal use only. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are immutable
public enum ImportedTable {
  VISITORS(List.of(), List.of("visitors", "pageviews", "bounces", "visits", "visit_duration")),
  SOURCES(
      List.of(
          "source",
          "referrer",
          "utm_source",
          "utm_medium",
          "utm_campaign",
          "utm_content",
          "utm_term"),
      ofVisits()),
  PAGES(
      List.of("hostname", "page"),
      List.of(
          "visits",
          "visitors",
          "pageviews",
          "total_scroll_depth",
          "total_scroll_depth_visits",
          "total_time_on_page",
          "total_time_on_page_visits")),
  ENTRY_PAGES(
      List.of("entry_page"),
      List.of("visitors", "entrances", "visit_duration", "bounces", "pageviews")),
  EXIT_PAGES(
      List.of("exit_page"), List.of("visitors", "visit_duration", "exits", "bounces", "pageviews")),
  LOCATIONS(List.of("country", "region"), withCity()),
  DEVICES(List.of("device"), ofVisits()),
  BROWSERS(List.of("browser", "browser_version"), ofVisits()),
  OPERATING_SYSTEMS(List.of("operating_system", "operating_system_version"), ofVisits()),
  CUSTOM_EVENTS(List.of("name", "link_url", "path"), List.of("visitors", "events"));

  private final List<String> texts;
  private final List<String> counts;

  ImportedTable(List<String> texts, List<String> counts) {
    this.texts = texts;
    this.counts = counts;
  }

  private static List<String> withCity() {
    return Stream.concat(Stream.of("city"), ofVisits().stream()).toList();
  }

  private static List<String> ofVisits() {
    return List.of("visitors", "visits", "visit_duration", "bounces", "pageviews");
  }

  /** The table with this name, for example {@code imported_pages}. */
  public static Optional<ImportedTable> of(String name) {
    return Arrays.stream(values()).filter(table -> table.tableName().equals(name)).findFirst();
  }

  /** The name of the table, as in file names, for example {@code imported_pages}. */
  public String tableName() {
    return "imported_" + name().toLowerCase(Locale.ROOT);
  }

  /** The columns that are dimensions. */
  public List<String> texts() {
    return texts;
  }

  /** The columns with whole numbers. Durations are in seconds; a city is a GeoNames id. */
  public List<String> counts() {
    return counts;
  }
}
