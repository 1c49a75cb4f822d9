package io.github.plausible4j.blog.html;

/**
 * A change of one place in a page.
 *
 * @param start the first character that goes
 * @param end behind the last character that goes; {@code start} if none does
 * @param text what comes in their place, in ASCII
 */
record Edit(int start, int end, String text) {
  static Edit insert(int place, String text) {
    return new Edit(place, place, text);
  }

  static Edit cut(Span span) {
    return new Edit(span.start(), span.end(), "");
  }
}
