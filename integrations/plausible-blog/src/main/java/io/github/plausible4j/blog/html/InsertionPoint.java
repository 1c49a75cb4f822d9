package io.github.plausible4j.blog.html;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jsoup.nodes.Element;

/**
 * The place of the snippet: behind the last element of the head, so behind the page's own policy
 * and encoding. HTML lets the tags of the head be left out.
 */
final class InsertionPoint {
  /** Browsers look for the declaration of the encoding in this many bytes. */
  private static final int PRESCANNED = 1024;

  private InsertionPoint() {}

  /**
   * Finds it.
   *
   * @param isOurs whether an element belongs to an earlier snippet
   * @return empty if the page ends inside of its head, or is XHTML without one
   */
  static Optional<Integer> in(HtmlMarkup markup, Predicate<Element> isOurs) {
    Optional<Element> head = markup.head();
    if (head.isEmpty()) {
      return Optional.empty();
    }
    int place = startOfHead(markup);
    for (Element child : head.get().children()) {
      if (isOurs.test(child)) {
        continue;
      }
      if (!markup.isClosed(child)) {
        return Optional.empty();
      }
      place = Math.max(place, markup.span(child).end());
    }
    return Optional.of(markup.isXhtml() ? place : behindEncoding(markup, place));
  }

  private static int startOfHead(HtmlMarkup markup) {
    Optional<Element> head = markup.head().filter(HtmlMarkup::isWritten);
    return head.or(() -> markup.root().filter(HtmlMarkup::isWritten))
        .map(markup::behindStartTag)
        .orElseGet(() -> markup.doctype().map(type -> markup.span(type).end()).orElse(0));
  }

  /**
   * A snippet in front of the declaration could push it out of the bytes that are looked at. XHTML
   * declares its encoding at its start.
   */
  private static int behindEncoding(HtmlMarkup markup, int place) {
    return markup
        .all("meta[charset], meta[http-equiv]")
        .filter(InsertionPoint::declaresEncoding)
        .map(InsertionPoint::outermostInert)
        .min(Comparator.comparingInt(element -> markup.span(element).start()))
        .filter(markup::isClosed)
        .map(markup::span)
        .filter(span -> span.start() >= place && span.start() < PRESCANNED)
        .map(Span::end)
        .orElse(place);
  }

  private static boolean declaresEncoding(Element meta) {
    return meta.hasAttr("charset")
        || (meta.attr("http-equiv").equalsIgnoreCase("content-type")
            && meta.attr("content").toLowerCase(Locale.ROOT).contains("charset"));
  }

  /** The element itself, or what it is in where scripts do not run. */
  private static Element outermostInert(Element meta) {
    Element outermost = meta;
    for (Element above : meta.parents()) {
      if (above.is("noscript, template")) {
        outermost = above;
      }
    }
    return outermost;
  }
}
