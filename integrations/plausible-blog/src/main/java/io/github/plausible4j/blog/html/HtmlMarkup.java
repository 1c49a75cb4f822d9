package io.github.plausible4j.blog.html;

import io.github.plausible4j.blog.internal.HtmlParser;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.parser.Parser;

/** A page as a parser sees it, with the place of each node in the text. */
final class HtmlMarkup {
  private final String html;
  private final int start;
  private final Document document;
  private final boolean isXhtml;

  private HtmlMarkup(String html, int start, Document document, boolean isXhtml) {
    this.html = html;
    this.start = start;
    this.document = document;
    this.isXhtml = isXhtml;
  }

  /** Parses a page as browsers do: as HTML, or as XML if it is served as XHTML. */
  static HtmlMarkup parse(String html, boolean isXhtml) {
    Parser parser = isXhtml ? Parser.xmlParser() : Parser.htmlParser();
    int start = isXhtml ? 0 : startOfMarkup(html);
    Document document = HtmlParser.parse(html.substring(start), parser.setTrackPosition(true));
    return new HtmlMarkup(html, start, document, isXhtml);
  }

  /**
   * Text in front of a doctype, such as front matter that was left behind, would make the parser
   * ignore the doctype and the html and head tags, and their places.
   */
  private static int startOfMarkup(String html) {
    int first = html.indexOf('<');
    return first > 0 && isTag(html, first, "!doctype", "html", "head") ? first : 0;
  }

  private static boolean isTag(String html, int at, String... names) {
    return Stream.of(names)
        .anyMatch(name -> html.regionMatches(true, at + 1, name, 0, name.length()));
  }

  boolean isXhtml() {
    return isXhtml;
  }

  /** The text that was parsed. */
  String html() {
    return html;
  }

  /** The place of a node in the text. */
  Span span(Node node) {
    Span span = Span.of(node);
    return new Span(span.start() + start, span.end() + start);
  }

  /** Whether the element's start tag is in the text, not only implied. */
  static boolean isWritten(Element element) {
    return element.sourceRange().isTracked() && !element.sourceRange().isImplicit();
  }

  /** Whether the element ends in the text: by an end tag, or because it is void. */
  boolean isClosed(Element element) {
    return (element.endSourceRange().isTracked() && !element.endSourceRange().isImplicit())
        || (isXhtml && isEmpty(element));
  }

  /** Whether a tag ends in a slash that is not the end of a value without quotes. */
  private boolean isEmpty(Element element) {
    int slash = behindStartTag(element) - 2;
    return html.startsWith("/>", slash)
        && element.attributes().asList().stream()
            .noneMatch(attribute -> attribute.sourceRange().valueRange().endPos() > slash);
  }

  /** What is in a script element, which a parser of XML takes for text. */
  static String code(Element script) {
    String data = script.data();
    return data.isEmpty() ? script.wholeText() : data;
  }

  /** Where the start tag of an element ends. */
  int behindStartTag(Element element) {
    return element.sourceRange().endPos() + start;
  }

  Optional<Element> root() {
    return Optional.ofNullable(document.selectFirst("html"));
  }

  Optional<Element> head() {
    return root().map(html -> html.selectFirst("> head"));
  }

  Optional<DocumentType> doctype() {
    return document.childNodes().stream()
        .filter(DocumentType.class::isInstance)
        .map(DocumentType.class::cast)
        .findFirst();
  }

  /** The elements that a CSS selector names and that a browser with scripts makes live. */
  Stream<Element> live(String selector) {
    return document.select(selector).stream()
        .filter(element -> element.closest("noscript, template") == null);
  }

  /** The elements that a CSS selector names, live or not. */
  Stream<Element> all(String selector) {
    return document.select(selector).stream();
  }

  Stream<Comment> comments() {
    return document.nodeStream(Comment.class);
  }

  /** All nodes in the order of the tree. */
  Stream<Node> nodes() {
    return document.nodeStream();
  }
}
