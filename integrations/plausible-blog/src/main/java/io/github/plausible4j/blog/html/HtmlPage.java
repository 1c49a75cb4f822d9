package io.github.plausible4j.blog.html;

import io.github.plausible4j.web.TrackerSnippet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** A page, and what a snippet does to it. */
final class HtmlPage {
  private final HtmlMarkup markup;
  private final EarlierSnippet earlier;

  private final boolean isWide;

  private HtmlPage(HtmlMarkup markup, boolean isWide) {
    this.markup = markup;
    this.isWide = isWide;
    this.earlier = EarlierSnippet.in(markup);
  }

  /**
   * Reads a page.
   *
   * @param isXhtml whether it is served as XML
   */
  static HtmlPage parse(String html, boolean isXhtml) {
    return new HtmlPage(HtmlMarkup.parse(html, isXhtml), false);
  }

  /**
   * Reads a page of any encoding.
   *
   * @param isXhtml whether it is served as XML
   */
  static HtmlPage parse(PageBytes bytes, boolean isXhtml) {
    return new HtmlPage(HtmlMarkup.parse(bytes.text(), isXhtml), bytes.isWide());
  }

  PagePlan with(TrackerSnippet snippet) {
    if (Redirect.isIn(markup)) {
      return leave(PageOutcome.REDIRECT, "");
    }
    Optional<PageOutcome> obstacle = PageKind.obstacle(markup);
    if (obstacle.isPresent()) {
      return leave(obstacle.get(), "");
    }
    if (isTracked()) {
      return leave(PageOutcome.TRACKED_ALREADY, "");
    }
    Optional<Integer> place = InsertionPoint.in(markup, this::isOurs);
    if (place.isEmpty()) {
      return leave(PageOutcome.FRAGMENT, withoutPlace());
    }
    return SnippetPolicy.problem(markup, snippet)
        .map(problem -> leave(PageOutcome.BLOCKED, problem))
        .orElseGet(() -> insert(place.get(), EarlierSnippet.marked(html(snippet))));
  }

  private String withoutPlace() {
    if (markup.head().isEmpty()) {
      return "it has no head";
    }
    return markup.isXhtml() ? "its head is not well-formed XML" : "its head does not end";
  }

  PagePlan without() {
    return earlier.isPresent()
        ? PagePlan.edit(PageOutcome.REMOVED, cuts())
        : PagePlan.leave(PageOutcome.UNCHANGED);
  }

  /** No snippet, not even one of an earlier run, which found another page here. */
  PagePlan leave(PageOutcome outcome, String reason) {
    return new PagePlan(outcome, reason, cuts());
  }

  /** A browser reads a script in the encoding of its page, unless its element says otherwise. */
  private String html(TrackerSnippet snippet) {
    String html = snippet.toHtml();
    return isWide ? html.replaceFirst(" src=", " charset=\"utf-8\" src=") : html;
  }

  private PagePlan insert(int place, String snippet) {
    List<Edit> edits = new ArrayList<>(cuts());
    edits.add(Edit.insert(place, snippet));
    edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
    PagePlan plan =
        PagePlan.edit(
            earlier.isPresent() ? PageOutcome.REPLACED : PageOutcome.INSERTED, List.copyOf(edits));
    return earlier.isPresent() && plan.applyTo(markup.html()).equals(markup.html())
        ? PagePlan.leave(PageOutcome.UNCHANGED)
        : plan;
  }

  private boolean isTracked() {
    return markup
        .live("script")
        .filter(script -> !isOurs(script))
        .anyMatch(TrackerSigns::isTracker);
  }

  private boolean isOurs(Element element) {
    return earlier.contains(markup.span(element));
  }

  private List<Edit> cuts() {
    return earlier.spans().stream().map(Edit::cut).toList();
  }
}
