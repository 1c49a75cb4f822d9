package io.github.plausible4j.internal.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table with borders: words are aligned to the left, numbers to the right. For internal use only.
 */
public final class TextTable {
  /** The maximum number of rows of a toString. */
  public static final int ROWS_SHOWN = 50;

  /** The maximum width of a toString, in columns of the terminal. */
  public static final int WIDTH_SHOWN = 100;

  private static final int NARROWEST = 8;

  private final List<String[]> lines = new ArrayList<>();
  private final boolean[] right;
  private final int[] widths;

  private TextTable(String[] header, boolean[] right, List<String[]> body, int width) {
    this.right = right;
    this.widths = new int[header.length];
    lines.add(header);
    lines.addAll(body);
    for (String[] line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], TextWidth.of(line[i]));
      }
    }
    fit(width);
  }

  /**
   * Draws a table.
   *
   * @param words the number of columns at the start that contain words
   * @param width the maximum width in columns of the terminal, if the numbers fit
   */
  public static String of(List<String> header, int words, List<List<String>> body, int width) {
    boolean[] right = new boolean[header.size()];
    Arrays.fill(right, words, right.length, true);
    List<String[]> lines = new ArrayList<>(body.size());
    body.forEach(texts -> lines.add(clean(texts)));
    return new TextTable(clean(header), right, lines, width).toString();
  }

  private static String[] clean(List<String> texts) {
    return texts.stream().map(TextWidth::clean).toArray(String[]::new);
  }

  /** The line below a table that omits rows; empty if it omits none. */
  public static String more(int rows) {
    return rows == 0 ? "" : "\n… and " + rows + (rows == 1 ? " row" : " rows") + " more";
  }

  /**
   * Narrows the widest text column until the table fits or all text columns have the minimum width.
   */
  private void fit(int width) {
    long tooMuch = 1 - (long) width;
    for (int column : widths) {
      tooMuch += column + 3L;
    }
    while (tooMuch > 0) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        if (!right[i] && widths[i] > NARROWEST && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        return;
      }
      widths[widest]--;
      tooMuch--;
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    rule(text, "┌", "┬", "┐\n");
    for (int i = 0; i < lines.size(); i++) {
      if (i == 1) {
        rule(text, "├", "┼", "┤\n");
      }
      line(text, lines.get(i));
    }
    rule(text, "└", "┴", "┘");
    return text.toString();
  }

  private void rule(StringBuilder text, String start, String middle, String end) {
    for (int i = 0; i < widths.length; i++) {
      text.append(i == 0 ? start : middle).append("─".repeat(widths[i] + 2));
    }
    text.append(end);
  }

  private void line(StringBuilder text, String[] values) {
    for (int i = 0; i < widths.length; i++) {
      String value = TextWidth.cut(values[i], widths[i]);
      String space = " ".repeat(widths[i] - TextWidth.of(value));
      text.append("│ ").append(right[i] ? space + value : value + space).append(' ');
    }
    text.append("│\n");
  }
}
