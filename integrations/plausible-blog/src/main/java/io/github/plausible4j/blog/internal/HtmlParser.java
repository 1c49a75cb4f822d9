package io.github.plausible4j.blog.internal;

import org.jsoup.helper.ValidationException;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/** Parses HTML pages. For internal use only. */
public final class HtmlParser {
  private HtmlParser() {}

  /** Parses a page with the parser. */
  public static Document parse(String html, Parser parser) {
    try {
      return parser.parseInput(html, "");
    } catch (ValidationException e) {
      // jsoup 1.24 loses templates when it cuts elements that are nested deeper than its limit.
      // Without the limit, parsing such a page takes longer.
      return parser.newInstance().setMaxDepth(Integer.MAX_VALUE).parseInput(html, "");
    }
  }
}
