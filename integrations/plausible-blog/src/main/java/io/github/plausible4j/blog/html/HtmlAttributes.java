package io.github.plausible4j.blog.html;

import java.util.Locale;
import java.util.Map;

/** Reads the attributes of a tag as a browser does, whatever quotes they have. */
final class HtmlAttributes {
  private final String html;
  private int at;

  private HtmlAttributes(String html, int at) {
    this.html = html;
    this.at = at;
  }

  /** Reads them from there on; returns what is behind the tag. The first of two alike counts. */
  static int read(String html, int from, Map<String, String> attributes) {
    HtmlAttributes reader = new HtmlAttributes(html, from);
    while (reader.toNext()) {
      String name = reader.name();
      attributes.putIfAbsent(name, reader.value());
    }
    return Math.min(reader.at + 1, html.length());
  }

  /** Whether there is one more before the end of the tag. */
  private boolean toNext() {
    while (at < html.length() && (html.charAt(at) <= ' ' || html.charAt(at) == '/')) {
      at++;
    }
    return at < html.length() && html.charAt(at) != '>';
  }

  private String name() {
    int start = at++;
    while (at < html.length() && html.charAt(at) > ' ' && "=>/".indexOf(html.charAt(at)) < 0) {
      at++;
    }
    return html.substring(start, at).toLowerCase(Locale.ROOT);
  }

  private String value() {
    int equals = afterSpace(at);
    if (equals >= html.length() || html.charAt(equals) != '=') {
      return "";
    }
    at = afterSpace(equals + 1);
    if (at >= html.length()) {
      return "";
    }
    char quote = html.charAt(at);
    return quote == '"' || quote == '\'' ? quoted(quote) : unquoted();
  }

  private String quoted(char quote) {
    int start = at + 1;
    int end = html.indexOf(quote, start);
    at = end < 0 ? html.length() : end + 1;
    return html.substring(start, end < 0 ? html.length() : end);
  }

  private String unquoted() {
    int start = at;
    while (at < html.length() && html.charAt(at) > ' ' && html.charAt(at) != '>') {
      at++;
    }
    return html.substring(start, at);
  }

  private int afterSpace(int from) {
    int next = from;
    while (next < html.length() && html.charAt(next) <= ' ') {
      next++;
    }
    return next;
  }
}
