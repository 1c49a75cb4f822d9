package io.github.plausible4j.testkit.internal.store;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tables that hold imported statistics, with the columns of the files they are imported from.
 * For internal use only.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists are made by List.of
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

  /** The table of that name, for example {@code imported_pages}. */
  public static Optional<ImportedTable> of(String name) {
    return Arrays.stream(values()).filter(table -> table.tableName().equals(name)).findFirst();
  }

  /** Its name, as that of a file: {@code imported_pages}. */
  public String tableName() {
    return "imported_" + name().toLowerCase(Locale.ROOT);
  }

  /** The columns that say what is counted. */
  public List<String> texts() {
    return texts;
  }

  /** The columns with whole numbers: durations are seconds, a city its GeoNames id. */
  public List<String> counts() {
    return counts;
  }
}
