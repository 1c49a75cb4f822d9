package io.github.plausible4j.blog.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * The snippet of an earlier run. It is marked twice: by a comment on each side, for people, and by
 * an attribute of its scripts, which stays where a minifier removes comments.
 *
 * @param spans what to cut out of the page, in order; empty if there is no such snippet
 */
record EarlierSnippet(List<Span> spans) {
  static final String BEGIN = "plausible4j";
  static final String END = "/plausible4j";
  static final String ATTRIBUTE = "data-plausible4j";

  static EarlierSnippet in(HtmlMarkup markup) {
    List<Span> spans = new ArrayList<>(betweenComments(markup));
    markup
        .all("script[" + ATTRIBUTE + "]")
        .map(markup::span)
        .filter(script -> spans.stream().noneMatch(span -> span.contains(script)))
        .toList()
        .forEach(spans::add);
    spans.sort(Comparator.comparingInt(Span::start));
    return new EarlierSnippet(joined(spans));
  }

  /** In XHTML one script may be inside of another. */
  private static List<Span> joined(List<Span> sorted) {
    List<Span> joined = new ArrayList<>();
    for (Span span : sorted) {
      int last = joined.size() - 1;
      if (last >= 0 && span.start() < joined.get(last).end()) {
        Span before = joined.get(last);
        joined.set(last, new Span(before.start(), Math.max(before.end(), span.end())));
      } else {
        joined.add(span);
      }
    }
    return List.copyOf(joined);
  }

  /** The snippet between its comments. */
  static String marked(String snippet) {
    return "<!-- "
        + BEGIN
        + " -->\n"
        + snippet.replace("<script", "<script " + ATTRIBUTE + "=\"\"")
        + "\n<!-- "
        + END
        + " -->\n";
  }

  boolean isPresent() {
    return !spans.isEmpty();
  }

  boolean contains(Span span) {
    return spans.stream().anyMatch(cut -> cut.contains(span));
  }

  private static List<Span> betweenComments(HtmlMarkup markup) {
    List<Comment> marks =
        markup
            .comments()
            .filter(comment -> isMark(comment, BEGIN) || isMark(comment, END))
            .sorted(Comparator.comparingInt(comment -> markup.span(comment).start()))
            .toList();
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < marks.size(); i++) {
      Comment mark = marks.get(i);
      boolean hasEnd = isMark(mark, BEGIN) && i + 1 < marks.size() && isMark(marks.get(i + 1), END);
      if (hasEnd) {
        Span whole = new Span(markup.span(mark).start(), markup.span(marks.get(i + 1)).end());
        spans.addAll(snippetParts(markup, whole));
        i++;
      } else {
        spans.add(markup.span(mark));
      }
    }
    return spans;
  }

  /** All of it, unless another tool has put something of its own between the comments. */
  private static List<Span> snippetParts(HtmlMarkup markup, Span whole) {
    boolean isWhole = nodesIn(markup, whole).allMatch(node -> isSnippet(node) || isInScript(node));
    if (isWhole) {
      return List.of(withLineBreak(markup.html(), whole));
    }
    return nodesIn(markup, whole)
        .filter(node -> node instanceof Comment || isScript(node))
        .map(markup::span)
        .toList();
  }

  private static Stream<Node> nodesIn(HtmlMarkup markup, Span span) {
    return markup
        .nodes()
        .filter(node -> node.sourceRange().isTracked() && !node.sourceRange().isImplicit())
        .filter(node -> span.contains(markup.span(node)));
  }

  private static boolean isSnippet(Node node) {
    return node instanceof Comment
        || isScript(node)
        || (node instanceof TextNode text && text.isBlank());
  }

  private static boolean isScript(Node node) {
    return node instanceof Element element && element.normalName().equals("script");
  }

  private static boolean isInScript(Node node) {
    return node.parent() != null && isScript(node.parent());
  }

  private static boolean isMark(Comment comment, String mark) {
    return comment.getData().strip().equals(mark);
  }

  private static Span withLineBreak(String html, Span span) {
    int end = span.end();
    if (html.startsWith("\r\n", end)) {
      end += 2;
    } else if (html.startsWith("\n", end)) {
      end++;
    }
    return new Span(span.start(), end);
  }
}
