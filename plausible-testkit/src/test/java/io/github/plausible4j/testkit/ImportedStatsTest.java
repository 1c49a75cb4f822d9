package io.github.plausible4j.testkit;

import static io.github.plausible4j.stats.Metric.PAGEVIEWS;
import static io.github.plausible4j.stats.Metric.VISITORS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.Include;
import io.github.plausible4j.stats.Row;
import io.github.plausible4j.stats.StatsQuery;
import io.github.plausible4j.stats.StatsResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statistics that another program counted, imported and asked for. */
@TestInstance(Lifecycle.PER_METHOD)
class ImportedStatsTest {
  private static final String SITE = "blog.example.com";

  private final PlausibleServer server = PlausibleServer.forSites(SITE);

  @AfterEach
  void stop() {
    server.close();
  }

  private StatsResult ask(Dimension dimension) {
    try (Plausible plausible = Plausible.builder(server.url()).apiKey(server.apiKey()).build()) {
      return plausible
          .stats()
          .query(
              StatsQuery.builder(SITE)
                  .metrics(VISITORS, PAGEVIEWS)
                  .dimensions(dimension)
                  .dateRange(DateRange.between(LocalDate.of(2025, 6, 1), LocalDate.of(2025, 6, 30)))
                  .include(Include.IMPORTS)
                  .build());
    }
  }

  @Test
  void theClientReadsWhatWasImported() {
    server.importStats(
        ImportedStats.builder(SITE)
            .table(
                "imported_pages",
                """
                date,hostname,page,visits,visitors,pageviews
                2025-06-01,blog.example.com,/,12,10,15
                2025-06-02,blog.example.com,"/a ""b"", c",1,1,1
                2025-07-01,blog.example.com,/,9,9,9
                """)
            .build());

    StatsResult pages = ask(Dimension.PAGE);

    assertThat(pages.meta().importsIncluded()).contains(true);
    assertThat(pages.rows())
        .extracting(row -> row.dimension(Dimension.PAGE) + " " + row.get(PAGEVIEWS).asLong())
        .containsExactly("/ 15", "/a \"b\", c 1");
    assertThat(ask(Dimension.SOURCE).rows()).isEmpty();
  }

  @Test
  void sourcesGetTheirChannel() {
    server.importStats(
        ImportedStats.builder(SITE)
            .table(
                "imported_sources",
                """
                date,source,utm_medium,visitors,pageviews
                2025-06-01,Google,,3,3
                2025-06-01,Google,cpc,2,2
                """)
            .build());

    assertThat(ask(Dimension.CHANNEL).rows())
        .extracting((Row row) -> row.dimension(Dimension.CHANNEL))
        .containsExactly("Organic Search", "Paid Search");
  }

  @Test
  void anExportedFileNamesItsTableAndDays(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("imported_devices_20250601_20250630.csv");
    Files.writeString(file, "\"date\",\"device\",\"visitors\",\"pageviews\"\r\n");

    ImportedStats stats = ImportedStats.builder(SITE).file(file).build();
    server.importStats(stats);

    assertThat(stats).hasToString("0 rows for blog.example.com, 2025-06-01 to 2025-06-30");
    assertThat(ask(Dimension.DEVICE).meta().importsIncluded()).contains(true);
  }

  @Test
  void aResetForgetsImports() {
    server.importStats(
        ImportedStats.builder(SITE)
            .days(LocalDate.of(2025, 6, 1), LocalDate.of(2025, 6, 30))
            .build());

    server.reset();

    assertThat(ask(Dimension.PAGE).meta().importsSkipReason()).contains("no_imported_data");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          imported_page    | date,page                | use one of imported_visitors, imported_sources
          imported_pages   | page                     | column date is missing
          imported_pages   | date,browser             | column browser is not known; use some of date, hostname, page
          imported_pages   | date,visitors;2025-6-1,1 | line 2: date "2025-6-1" is not a day
          imported_pages   | date,visitors;2025-06-01,-1 | line 2: visitors "-1" is not a whole number
          imported_pages   | date,visitors;2025-06-01 | line 2: has 1 fields for 2 columns
          imported_pages   | ''                       | is empty
          """)
  void aTableThatCannotBeUsedIsRefused(String table, String csv, String problem) {
    assertThatThrownBy(() -> ImportedStats.builder(SITE).table(table, csv.replace(';', '\n')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void whatIsNoImportIsRefused(@TempDir Path directory) {
    assertThatThrownBy(() -> ImportedStats.builder(SITE).file(directory.resolve("pages.csv")))
        .hasMessageContaining("does not have the name of an export of Plausible");
    assertThatThrownBy(() -> ImportedStats.builder(SITE).build())
        .hasMessageContaining("add a table, a file or days");
    assertThatThrownBy(
            () ->
                ImportedStats.builder(SITE)
                    .days(LocalDate.of(2025, 6, 2), LocalDate.of(2025, 6, 1)))
        .hasMessageContaining("name the earlier one first");
  }

  @Test
  void theProgramRefusesAnImportWithoutFiles(@TempDir Path directory) {
    assertThat(errorOf("--import", "exports")).contains("is not SITE=DIRECTORY");
    assertThat(errorOf("--import", SITE + "=" + directory)).contains("has no CSV files");
    assertThat(errorOf("--import", SITE + "=" + directory.resolve("none"))).contains("none");
  }

  private static String errorOf(String... arguments) {
    ByteArrayOutputStream error = new ByteArrayOutputStream();
    int status =
        ServerCommand.run(
            arguments,
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(error, true, StandardCharsets.UTF_8));
    assertThat(status).isEqualTo(2);
    return error.toString(StandardCharsets.UTF_8);
  }
}
