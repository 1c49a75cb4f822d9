package io.github.plausible4j.k8s.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A terminal as wide as wanted, that understands what ANSI terminals do and nothing more. */
final class TestScreen {
  private static final Pattern PART =
      Pattern.compile("\u001b\\[(\\??)(\\d*)([A-Za-z])|\n|[^\n\u001b]");

  private final int width;
  private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
  private int row;
  private int column;
  private boolean wraps = true;

  TestScreen(int width) {
    this.width = width;
  }

  /** What is on a screen of this width after all that was written. */
  static List<String> after(String written, int width) {
    TestScreen screen = new TestScreen(width);
    Matcher parts = PART.matcher(written);
    int read = 0;
    while (parts.find()) {
      if (parts.start() != read) {
        throw new IllegalArgumentException("not understood: " + written.substring(read));
      }
      read = parts.end();
      screen.take(parts);
    }
    return screen.rows.stream().map(each -> each.toString().stripTrailing()).toList();
  }

  private void take(Matcher part) {
    if (part.group(3) != null) {
      control(part.group(1), part.group(2), part.group(3));
    } else if (part.group().equals("\n")) {
      newLine();
    } else {
      put(part.group().charAt(0));
    }
  }

  private void control(String mark, String number, String letter) {
    switch (mark + number + letter) {
      case "?7l" -> wraps = false;
      case "?7h" -> wraps = true;
      case "J" -> {
        rows.get(row).setLength(Math.min(column, rows.get(row).length()));
        rows.subList(row + 1, rows.size()).clear();
      }
      default -> {
        if (letter.equals("A")) {
          row = Math.max(0, row - Integer.parseInt(number));
        } else if (!letter.equals("m")) {
          throw new IllegalArgumentException("unknown: " + mark + number + letter);
        }
      }
    }
  }

  private void put(char letter) {
    if (column == width) {
      if (wraps) {
        newLine();
      } else {
        column--;
      }
    }
    StringBuilder text = rows.get(row);
    text.append(" ".repeat(Math.max(0, column + 1 - text.length())));
    text.setCharAt(column, letter);
    column++;
  }

  private void newLine() {
    row++;
    column = 0;
    if (row == rows.size()) {
      rows.add(new StringBuilder());
    }
  }
}
