package io.github.plausible4j.testkit;

import io.github.plausible4j.testkit.internal.store.ImportedRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of another program, such as Google Analytics, that are imported into Plausible. They
 * are daily tables, in the CSV format in which Plausible exports and imports. A query includes them
 * if it has {@code include.imports} or {@code with_imported}. Immutable and thread-safe.
 *
 * <pre>{@code
 * server.importStats(
 *     ImportedStats.builder("blog.example.com")
 *         .table(
 *             "imported_pages",
 *             """
 *             date,hostname,page,visits,visitors,pageviews
 *             2025-06-01,blog.example.com,/,12,10,15
 *             """)
 *         .build());
 * }</pre>
 */
public final class ImportedStats {
  final String site;
  final LocalDate first;
  final LocalDate last;
  final List<ImportedRow> rows;

  private ImportedStats(String site, LocalDate first, LocalDate last, List<ImportedRow> rows) {
    this.site = site;
    this.first = first;
    this.last = last;
    this.rows = List.copyOf(rows);
  }

  /** Creates a builder of an import into a site. */
  public static Builder builder(String site) {
    return new Builder(site);
  }

  @Override
  public String toString() {
    return rows.size() + " rows for " + site + ", " + first + " to " + last;
  }

  /** Builds {@link ImportedStats}. Not thread-safe. */
  public static final class Builder {
    private final String site;
    private final List<ImportedRow> rows = new ArrayList<>();
    private @Nullable LocalDate first;
    private @Nullable LocalDate last;

    private Builder(String site) {
      this.site = Objects.requireNonNull(site, "site");
    }

    /**
     * Adds rows of a table.
     *
     * @param name one of {@code imported_visitors}, {@code imported_sources}, {@code
     *     imported_pages}, {@code imported_entry_pages}, {@code imported_exit_pages}, {@code
     *     imported_locations}, {@code imported_devices}, {@code imported_browsers}, {@code
     *     imported_operating_systems}, {@code imported_custom_events}
     * @param csv a line with the names of the columns, and a line for each row; the column {@code
     *     date} is required, missing columns are empty or 0
     * @throws IllegalArgumentException if the table is not valid; the message has all problems
     */
    public Builder table(String name, String csv) {
      List<ImportedRow> added = ImportedCsv.read(name, csv);
      added.stream().map(ImportedRow::date).forEach(day -> cover(day, day));
      rows.addAll(added);
      return this;
    }

    /**
     * Adds a file that Plausible exported, for example {@code
     * imported_pages_20250601_20250630.csv}; its name contains the table and the days that it
     * covers.
     *
     * @throws IllegalArgumentException if the file is not valid; the message has all problems
     * @throws UncheckedIOException if the file cannot be read
     */
    public Builder file(Path csv) {
      ImportedFileName name = ImportedFileName.of(csv);
      try {
        table(name.table(), Files.readString(csv));
      } catch (IOException e) {
        throw new UncheckedIOException(csv + " cannot be read", e);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(csv + ": " + e.getMessage(), e);
      }
      cover(name.first(), name.last());
      return this;
    }

    /** Extends the import to these days, both included, even if nothing was counted on them. */
    public Builder days(LocalDate from, LocalDate to) {
      if (from.isAfter(to)) {
        throw new IllegalArgumentException(
            "days from " + from + " to " + to + " are reversed; name the earlier one first");
      }
      cover(from, to);
      return this;
    }

    private void cover(LocalDate from, LocalDate to) {
      first = Stream.of(from, Objects.requireNonNullElse(first, from)).min(BY_TIME).orElseThrow();
      last = Stream.of(to, Objects.requireNonNullElse(last, to)).max(BY_TIME).orElseThrow();
    }

    private static final Comparator<LocalDate> BY_TIME = Comparator.naturalOrder();

    /**
     * Builds the import.
     *
     * @throws IllegalStateException if it covers no day
     */
    public ImportedStats build() {
      if (first == null || last == null) {
        throw new IllegalStateException("the import covers no day; add a table, a file or days");
      }
      return new ImportedStats(site, first, last, rows);
    }
  }
}
