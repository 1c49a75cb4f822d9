package io.github.plausible4j.blog.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What became of the pages of a site.
 *
 * @param pages one for each page, in the order of their paths
 * @param warnings what makes the snippet useless on all pages, one sentence each
 */
public record PageChanges(List<PageChange> pages, List<String> warnings) {
  /** Copies the lists. */
  public PageChanges {
    pages = List.copyOf(pages);
    warnings = List.copyOf(warnings);
  }

  /** How many pages have this outcome. */
  public int count(PageOutcome outcome) {
    return (int) pages.stream().filter(page -> page.outcome() == outcome).count();
  }

  /** Whether no page failed, none is blocked and no compressed copy is stale. */
  public boolean isComplete() {
    return pages.stream().noneMatch(PageChange::needsAttention);
  }

  /** One line, such as {@code 12 pages: 11 inserted, 1 redirect}. */
  public String summary() {
    List<String> counts = new ArrayList<>();
    for (PageOutcome outcome : PageOutcome.values()) {
      if (count(outcome) > 0) {
        counts.add(
            count(outcome) + " " + outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '));
      }
    }
    String pageCount = pages.size() == 1 ? "1 page" : pages.size() + " pages";
    return counts.isEmpty() ? pageCount : pageCount + ": " + String.join(", ", counts);
  }

  /** The summary, then one line for each warning and each page that needs attention. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(summary());
    warnings.forEach(warning -> text.append("\n").append(warning));
    pages.stream()
        .filter(PageChange::needsAttention)
        .forEach(page -> text.append("\n").append(page));
    return text.toString();
  }
}
