package io.github.plausible4j.blog;

import java.util.ArrayList;
import java.util.List;

/** A text table that is as wide as its contents. */
final class SummaryTable {
  private final List<List<String>> rows = new ArrayList<>();

  SummaryTable(String... headings) {
    rows.add(List.of(headings));
  }

  void add(String... cells) {
    rows.add(List.of(cells));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < rows.size(); row++) {
      appendLine(text, rows.get(row));
      if (row == 0) {
        appendLine(text, rows.get(0).stream().map(cell -> "-".repeat(width(cell))).toList());
      }
    }
    return text.toString();
  }

  private void appendLine(StringBuilder text, List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      int widest = widest(column);
      String cell = cells.get(column);
      line.append(column == 0 ? "" : "  ").append(cell).append(" ".repeat(widest - width(cell)));
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private int widest(int column) {
    return rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0);
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
