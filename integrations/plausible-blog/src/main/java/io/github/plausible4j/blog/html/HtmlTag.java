package io.github.plausible4j.blog.html;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A tag of a page.
 *
 * @param name lower-case; {@code !doctype} for the declaration
 * @param isEnd whether it ends an element
 * @param attributes by lower-case name, as written, without quotes
 * @param start where its first character is
 * @param end behind its last character
 */
record HtmlTag(String name, boolean isEnd, Map<String, String> attributes, int start, int end) {
  boolean starts(String element) {
    return !isEnd && name.equals(element);
  }

  String attribute(String wanted) {
    return attributes.getOrDefault(wanted, "");
  }

  /** Reads the tag that begins there. */
  static HtmlTag read(String html, int start) {
    boolean isEnd = html.startsWith("</", start);
    int at = isEnd ? start + 2 : start + 1;
    int nameEnd = at;
    while (nameEnd < html.length() && !isSpaceOrEnd(html.charAt(nameEnd))) {
      nameEnd++;
    }
    String name = html.substring(at, nameEnd).toLowerCase(Locale.ROOT);
    Map<String, String> attributes = new TreeMap<>();
    int end = HtmlAttributes.read(html, nameEnd, attributes);
    return new HtmlTag(name, isEnd, attributes, start, end);
  }

  private static boolean isSpaceOrEnd(char c) {
    return c <= ' ' || c == '>' || c == '/';
  }
}
