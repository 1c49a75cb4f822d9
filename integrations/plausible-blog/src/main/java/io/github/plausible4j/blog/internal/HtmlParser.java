package io.github.plausible4j.blog.internal;

import org.jsoup.helper.ValidationException;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/** Parses any page. For internal use only. */
public final class HtmlParser {
  private HtmlParser() {}

  /** The page, as that parser reads it. */
  public static Document parse(String html, Parser parser) {
    try {
      return parser.parseInput(html, "");
    } catch (ValidationException e) {
      // jsoup 1.24 forgets templates when it cuts what is nested deeper than its limit. Without the
      // limit it takes longer, which only such a page has to.
      return parser.newInstance().setMaxDepth(Integer.MAX_VALUE).parseInput(html, "");
    }
  }
}
