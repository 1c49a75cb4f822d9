package io.github.plausible4j.events;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Splits the lists of HTTP header lines (RFC 9110, section 5.6.1): commas and semicolons in quotes
 * are not separators, and empty elements do not count. Lines are read backwards, because proxies
 * append at the end: so an unclosed quote from a visitor cannot hide what follows it.
 */
final class HeaderList {
  private HeaderList() {}

  /** The elements of all lines in their order. */
  static List<String> elements(List<String> lines) {
    List<String> elements = new ArrayList<>();
    for (String line : lines) {
      elements.addAll(split(line, ','));
    }
    return elements;
  }

  /** The parts between the separators, without surrounding spaces. */
  static List<String> split(String line, char separator) {
    List<String> parts = new ArrayList<>();
    int end = line.length();
    boolean quoted = false;
    for (int i = line.length() - 1; i >= 0; i--) {
      char c = line.charAt(i);
      if (c == '"' && !(quoted && isEscaped(line, i))) {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        add(line.substring(i + 1, end), parts);
        end = i;
      }
    }
    add(line.substring(0, end), parts);
    Collections.reverse(parts);
    return parts;
  }

  private static void add(String part, List<String> parts) {
    String bare = part.strip();
    if (!bare.isEmpty()) {
      parts.add(bare);
    }
  }

  private static boolean isEscaped(String line, int at) {
    return at > 0 && line.charAt(at - 1) == '\\';
  }
}
