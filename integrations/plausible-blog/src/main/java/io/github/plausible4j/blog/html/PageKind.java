package io.github.plausible4j.blog.html;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Whether a file is a page of its own, which a visitor opens, or something else. */
final class PageKind {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{\\{|\\{%|<%|<\\?(php\\b|=)|<!--#", Pattern.CASE_INSENSITIVE);
  private static final Pattern TEMPLATE_TYPE =
      Pattern.compile(
          "text/((x-)?(template|handlebars|mustache|underscore|jsrender)|(x-handlebars|ng)-template)",
          Pattern.CASE_INSENSITIVE);
  private static final String INCLUDE = "#include";

  private PageKind() {}

  /** Why the file gets no snippet; empty for a page. */
  static Optional<PageOutcome> obstacle(HtmlMarkup markup) {
    if (isHeadIncluded(markup)) {
      return Optional.of(PageOutcome.HEAD_INCLUDED);
    }
    if (!isPage(markup)) {
      return Optional.of(isTemplatePart(markup) ? PageOutcome.TEMPLATE : PageOutcome.FRAGMENT);
    }
    if (headHasPlaceholders(markup)) {
      return Optional.of(PageOutcome.TEMPLATE);
    }
    return isAmp(markup) ? Optional.of(PageOutcome.AMP) : Optional.empty();
  }

  /** A file with none of these tags is a part, whatever tags it begins with. */
  static boolean isPage(HtmlMarkup markup) {
    return markup.doctype().isPresent()
        || markup.root().filter(HtmlMarkup::isWritten).isPresent()
        || hasOwnHead(markup);
  }

  private static boolean hasOwnHead(HtmlMarkup markup) {
    return markup
        .head()
        .filter(head -> HtmlMarkup.isWritten(head) || head.selectFirst("> title") != null)
        .isPresent();
  }

  /** Nothing of a head, and an include before the first element of the body. */
  static boolean isHeadIncluded(HtmlMarkup markup) {
    if (hasOwnHead(markup)) {
      return false;
    }
    int body =
        markup
            .root()
            .flatMap(root -> Optional.ofNullable(root.selectFirst("> body")))
            .map(element -> startOfContent(markup, element))
            .orElse(Integer.MAX_VALUE);
    return includes(markup).anyMatch(comment -> markup.span(comment).start() < body);
  }

  private static int startOfContent(HtmlMarkup markup, Element body) {
    if (HtmlMarkup.isWritten(body)) {
      return markup.span(body).start();
    }
    return body.childNodes().stream()
        .filter(node -> !(node instanceof Comment))
        .filter(node -> !(node instanceof TextNode text && text.isBlank()))
        .mapToInt(node -> markup.span(node).start())
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  /** The server-side includes of a page. */
  static Stream<Comment> includes(HtmlMarkup markup) {
    return markup.comments().filter(comment -> comment.getData().startsWith(INCLUDE));
  }

  private static boolean isTemplatePart(HtmlMarkup markup) {
    return PLACEHOLDER.matcher(markup.html()).find()
        || markup
            .all("script[type]")
            .anyMatch(script -> TEMPLATE_TYPE.matcher(script.attr("type").strip()).matches());
  }

  /**
   * In the body of a page, placeholders are filled in by a script of the page, or are an example in
   * the text. In the head only a server or a generator fills them in.
   */
  private static boolean headHasPlaceholders(HtmlMarkup markup) {
    boolean inAttributes =
        Stream.concat(markup.root().stream(), markup.all("head, head > base, head > link, body"))
            .flatMap(element -> element.attributes().asList().stream())
            .anyMatch(PageKind::isPlaceholder);
    boolean inTitle =
        markup.all("head > title").anyMatch(title -> startsWithPlaceholder(title.wholeText()));
    return inAttributes || inTitle || bodyBeginsWithPlaceholder(markup);
  }

  private static boolean isPlaceholder(Attribute attribute) {
    return PLACEHOLDER.matcher(attribute.getKey() + attribute.getValue()).find();
  }

  private static boolean startsWithPlaceholder(String text) {
    return PLACEHOLDER.matcher(text.strip()).lookingAt();
  }

  /** Text in a head ends it, so that the parser moves the placeholder into the body. */
  private static boolean bodyBeginsWithPlaceholder(HtmlMarkup markup) {
    return markup
        .all("body")
        .filter(body -> !HtmlMarkup.isWritten(body))
        .map(Element::childNodes)
        .flatMap(nodes -> nodes.stream().limit(1))
        .anyMatch(PageKind::isPlaceholderText);
  }

  private static boolean isPlaceholderText(Node node) {
    return node instanceof TextNode text && startsWithPlaceholder(text.getWholeText());
  }

  /** The attribute is {@code amp} or a lightning, with or without a format behind it. */
  private static boolean isAmp(HtmlMarkup markup) {
    return markup.root().stream()
        .flatMap(root -> root.attributes().asList().stream())
        .map(Attribute::getKey)
        .anyMatch(
            name ->
                name.matches("amp(4(ads|email))?")
                    || name.startsWith("\u26a1")
                    || name.startsWith("\u00e2\u009a\u00a1"));
  }
}
