package io.github.plausible4j.testkit;

import java.util.ArrayList;
import java.util.List;

/** Reads CSV as defined in RFC 4180. */
final class Csv {
  private final String text;
  private int position;

  private Csv(String text) {
    this.text = text;
  }

  /** The fields of each line. Empty lines are skipped. */
  static List<List<String>> lines(String text) {
    Csv csv = new Csv(text);
    List<List<String>> lines = new ArrayList<>();
    while (csv.position < text.length()) {
      List<String> line = csv.line();
      if (!line.equals(List.of(""))) {
        lines.add(line);
      }
    }
    return lines;
  }

  private List<String> line() {
    List<String> fields = new ArrayList<>();
    while (true) {
      fields.add(field());
      if (position >= text.length()) {
        return fields;
      }
      char end = text.charAt(position++);
      if (end != ',') {
        if (end == '\r' && position < text.length() && text.charAt(position) == '\n') {
          position++;
        }
        return fields;
      }
    }
  }

  /** Reads up to the comma or the end of the line. */
  private String field() {
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (; position < text.length(); position++) {
      char c = text.charAt(position);
      if (c == '"') {
        boolean doubled = quoted && text.startsWith("\"\"", position);
        if (doubled) {
          field.append('"');
          position++;
        } else {
          quoted = !quoted;
        }
      } else if (!quoted && (c == ',' || c == '\n' || c == '\r')) {
        break;
      } else {
        field.append(c);
      }
    }
    return field.toString();
  }
}
