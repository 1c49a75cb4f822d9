package io.github.plausible4j.blog.html;

import java.util.List;

/**
 * What is to be done with a page.
 *
 * @param outcome what is reported about the page
 * @param reason why, and what would help; empty if the outcome says it all
 * @param edits in order; none if the page stays as it is
 */
record PagePlan(PageOutcome outcome, String reason, List<Edit> edits) {
  static PagePlan leave(PageOutcome outcome) {
    return leave(outcome, "");
  }

  static PagePlan leave(PageOutcome outcome, String reason) {
    return new PagePlan(outcome, reason, List.of());
  }

  static PagePlan edit(PageOutcome outcome, List<Edit> edits) {
    return new PagePlan(outcome, "", edits);
  }

  /** The text with the edits. */
  String applyTo(String text) {
    StringBuilder result = new StringBuilder(text.length() + 1024);
    int done = 0;
    for (Edit edit : edits) {
      result.append(text, done, edit.start()).append(edit.text());
      done = edit.end();
    }
    return result.append(text, done, text.length()).toString();
  }
}
