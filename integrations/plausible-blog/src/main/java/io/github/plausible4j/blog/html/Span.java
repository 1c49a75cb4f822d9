package io.github.plausible4j.blog.html;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/**
 * A part of a page.
 *
 * @param start its first character
 * @param end behind its last character
 */
record Span(int start, int end) {
  /** A node as it was written, with its end tag. */
  static Span of(Node node) {
    int start = node.sourceRange().startPos();
    int end =
        node instanceof Element element
            ? Math.max(element.endSourceRange().endPos(), element.sourceRange().endPos())
            : node.sourceRange().endPos();
    return new Span(start, end);
  }

  boolean contains(Span other) {
    return start <= other.start && other.end <= end;
  }
}
