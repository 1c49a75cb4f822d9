package io.github.plausible4j.stats;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** Writes CSV as defined in RFC 4180. */
final class Csv {
  private Csv() {}

  static void write(StatsQuery query, List<Row> rows, Writer target) throws IOException {
    List<String> header = new ArrayList<>();
    query.dimensions().forEach(dimension -> header.add(dimension.name()));
    for (Metric metric : query.metrics()) {
      header.add(metric.name());
      if (metric.unit() == Metric.Unit.MONEY) {
        header.add(metric.name() + "_currency");
      }
    }
    record(header, target);
    for (Row row : rows) {
      List<String> values = new ArrayList<>();
      // An unknown country is two NUL characters, which CSV readers do not accept.
      row.dimensions().forEach(value -> values.add(value.replace("\0", "")));
      row.cells().forEach(cell -> add(cell, values));
      record(values, target);
    }
  }

  private static void add(Cell cell, List<String> values) {
    boolean money = cell.metric().unit() == Metric.Unit.MONEY;
    if (cell.isNull()) {
      values.add("");
    } else {
      values.add(cell.isMoney() ? cell.asDecimal().toPlainString() : cell.json().asText());
    }
    if (money) {
      values.add(cell.isMoney() ? cell.asMoney().currency() : "");
    }
  }

  private static void record(List<String> values, Writer target) throws IOException {
    if (values.equals(List.of(""))) {
      // An empty line would not be a record.
      target.write("\"\"");
    }
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        target.write(',');
      }
      target.write(quoted(values.get(i)));
    }
    target.write("\r\n");
  }

  private static String quoted(String value) {
    boolean plain =
        value.chars().noneMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n')
            && value.equals(value.strip());
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
