package io.github.plausible4j.blog.html;

import io.github.plausible4j.web.TrackerSnippet;
import java.util.Optional;

/** A page with and without a snippet. */
final class HtmlPage {
  private static final String BEGIN = "<!-- plausible4j -->\n";
  private static final String END = "\n<!-- /plausible4j -->\n";

  private final String original;
  private final String bare;

  HtmlPage(String html) {
    this.original = html;
    this.bare = withoutSnippet(html);
  }

  /**
   * A page and what became of it.
   *
   * @param html the page
   * @param outcome what was done, or why nothing was
   */
  record Changed(String html, PageOutcome outcome) {}

  Changed with(TrackerSnippet snippet) {
    PageHead head = PageHead.of(bare);
    if (head.end().isEmpty()) {
      return new Changed(original, PageOutcome.FRAGMENT);
    }
    if (head.isTracked()) {
      return new Changed(original, PageOutcome.TRACKED_ALREADY);
    }
    if (head.isRedirect()) {
      return new Changed(original, PageOutcome.REDIRECT);
    }
    int end = head.end().get();
    String html = bare.substring(0, end) + BEGIN + snippet.toHtml() + END + bare.substring(end);
    if (html.equals(original)) {
      return new Changed(original, PageOutcome.UNCHANGED);
    }
    return new Changed(html, hadSnippet() ? PageOutcome.REPLACED : PageOutcome.INSERTED);
  }

  Changed without() {
    return new Changed(bare, hadSnippet() ? PageOutcome.REMOVED : PageOutcome.UNCHANGED);
  }

  private boolean hadSnippet() {
    return !bare.equals(original);
  }

  private static String withoutSnippet(String html) {
    return range(html)
        .map(range -> html.substring(0, range.start) + html.substring(range.end))
        .orElse(html);
  }

  private static Optional<Range> range(String html) {
    int start = html.indexOf(BEGIN);
    int end = start < 0 ? -1 : html.indexOf(END, start);
    return end < 0 ? Optional.empty() : Optional.of(new Range(start, end + END.length()));
  }

  private record Range(int start, int end) {}
}
