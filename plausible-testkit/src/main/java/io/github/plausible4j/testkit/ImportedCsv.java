package io.github.plausible4j.testkit;

import io.github.plausible4j.testkit.internal.store.ImportedRow;
import io.github.plausible4j.testkit.internal.store.ImportedTable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the rows of an imported table. */
final class ImportedCsv {
  private static final String DATE = "date";
  private static final Pattern WHOLE = Pattern.compile("\\d{0,18}");

  private final ImportedTable table;
  private final List<String> columns;
  private final List<String> problems = new ArrayList<>();

  private ImportedCsv(ImportedTable table, List<String> columns) {
    this.table = table;
    this.columns = columns;
  }

  static List<ImportedRow> read(String name, String csv) {
    ImportedTable table =
        ImportedTable.of(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "table " + name + " is not known; use one of " + tables()));
    List<List<String>> lines = Csv.lines(csv);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException(
          "table " + name + " is empty; begin with the names of the columns");
    }
    return new ImportedCsv(table, lines.get(0)).read(lines);
  }

  private static String tables() {
    return Arrays.stream(ImportedTable.values())
        .map(ImportedTable::tableName)
        .collect(Collectors.joining(", "));
  }

  private List<ImportedRow> read(List<List<String>> lines) {
    checkColumns();
    List<ImportedRow> rows = new ArrayList<>();
    for (int i = 1; i < lines.size() && problems.isEmpty(); i++) {
      rows.add(row(i + 1, lines.get(i)));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "table " + table.tableName() + " cannot be used:\n- " + String.join("\n- ", problems));
    }
    return rows;
  }

  private void checkColumns() {
    List<String> known =
        Stream.of(List.of(DATE), table.texts(), table.counts()).flatMap(List::stream).toList();
    columns.stream()
        .filter(column -> !known.contains(column))
        .map(
            column ->
                "column " + column + " is not known; use some of " + String.join("," + " ", known))
        .forEach(problems::add);
    if (!columns.contains(DATE)) {
      problems.add("column date is missing; each row needs a day");
    }
  }

  private ImportedRow row(int line, List<String> fields) {
    Map<String, String> texts = new HashMap<>();
    Map<String, Long> counts = new HashMap<>();
    LocalDate date = LocalDate.EPOCH;
    if (fields.size() != columns.size()) {
      problem(line, "has " + fields.size() + " fields for " + columns.size() + " columns");
      return new ImportedRow(table, date, texts, counts);
    }
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i);
      String field = fields.get(i);
      if (column.equals(DATE)) {
        date = day(line, field);
      } else if (table.counts().contains(column)) {
        counts.put(column, number(line, column, field));
      } else {
        texts.put(column, field);
      }
    }
    return new ImportedRow(table, date, texts, counts);
  }

  private LocalDate day(int line, String field) {
    try {
      return LocalDate.parse(field);
    } catch (DateTimeException e) {
      problem(line, "date \"" + field + "\" is not a day; write it as 2025-06-01");
      return LocalDate.EPOCH;
    }
  }

  private long number(int line, String column, String field) {
    if (!WHOLE.matcher(field).matches()) {
      problem(line, column + " \"" + field + "\" is not a whole number of at least 0");
      return 0;
    }
    return field.isEmpty() ? 0 : Long.parseLong(field);
  }

  private void problem(int line, String text) {
    problems.add("line " + line + ": " + text);
  }
}
