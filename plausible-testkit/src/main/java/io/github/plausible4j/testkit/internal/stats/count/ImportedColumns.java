package io.github.plausible4j.testkit.internal.stats.count;

import static io.github.plausible4j.testkit.internal.store.ImportedTable.BROWSERS;
import static io.github.plausible4j.testkit.internal.store.ImportedTable.CUSTOM_EVENTS;
import static io.github.plausible4j.testkit.internal.store.ImportedTable.DEVICES;
import static io.github.plausible4j.testkit.internal.store.ImportedTable.ENTRY_PAGES;
import static io.github.plausible4j.testkit.internal.store.ImportedTable.EXIT_PAGES;
import static io.github.plausible4j.testkit.internal.store.ImportedTable.LOCATIONS;
import static io.github.plausible4j.testkit.internal.store.ImportedTable.OPERATING_SYSTEMS;
import static io.github.plausible4j.testkit.internal.store.ImportedTable.PAGES;
import static io.github.plausible4j.testkit.internal.store.ImportedTable.SOURCES;
import static java.util.Map.entry;

import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.store.ImportedRow;
import io.github.plausible4j.testkit.internal.store.ImportedTable;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Maps dimensions to the columns of imported tables. */
final class ImportedColumns {
  private static final Map<String, Column> COLUMNS =
      Map.ofEntries(
          entry("visit:source", column(SOURCES, "source")),
          entry("visit:channel", column(SOURCES, "channel")),
          entry("visit:referrer", column(SOURCES, "referrer")),
          entry("visit:utm_source", column(SOURCES, "utm_source")),
          entry("visit:utm_medium", column(SOURCES, "utm_medium")),
          entry("visit:utm_campaign", column(SOURCES, "utm_campaign")),
          entry("visit:utm_term", column(SOURCES, "utm_term")),
          entry("visit:utm_content", column(SOURCES, "utm_content")),
          entry("visit:entry_page", column(ENTRY_PAGES, "entry_page")),
          entry("visit:exit_page", column(EXIT_PAGES, "exit_page")),
          entry("visit:country", column(LOCATIONS, "country")),
          entry("visit:region", column(LOCATIONS, "region")),
          entry("visit:city", new Column(LOCATIONS, row -> Integer.toString(city(row)))),
          entry(
              "visit:country_name",
              new Column(LOCATIONS, row -> Countries.name(row.text("country")))),
          entry(
              "visit:region_name", new Column(LOCATIONS, row -> Regions.name(row.text("region")))),
          entry("visit:city_name", new Column(LOCATIONS, row -> Cities.name(city(row)))),
          entry("visit:screen", column(DEVICES, "device")),
          entry("visit:device", column(DEVICES, "device")),
          entry("visit:browser", column(BROWSERS, "browser")),
          entry("visit:browser_version", column(BROWSERS, "browser_version")),
          entry("visit:os", column(OPERATING_SYSTEMS, "operating_system")),
          entry("visit:os_version", column(OPERATING_SYSTEMS, "operating_system_version")),
          entry("event:page", column(PAGES, "page")),
          entry("event:hostname", column(PAGES, "hostname")),
          entry("event:name", column(CUSTOM_EVENTS, "name")),
          entry("event:props:url", column(CUSTOM_EVENTS, "link_url")),
          entry("event:props:path", column(CUSTOM_EVENTS, "path")));

  private record Column(ImportedTable table, Function<ImportedRow, String> value) {}

  private ImportedColumns() {}

  private static Column column(ImportedTable table, String name) {
    return new Column(table, row -> row.text(name));
  }

  private static int city(ImportedRow row) {
    return (int) row.count("city");
  }

  /** The table that has the dimension, or null. */
  static @Nullable ImportedTable table(Dimension dimension) {
    Column column = COLUMNS.get(dimension.name());
    return column == null ? null : column.table;
  }

  /** The values of a dimension that a table has. */
  static Function<ImportedRow, String> value(Dimension dimension) {
    Column column = COLUMNS.get(dimension.name());
    if (column == null) {
      throw new IllegalArgumentException("Not imported: " + dimension.name());
    }
    return column.value;
  }
}
