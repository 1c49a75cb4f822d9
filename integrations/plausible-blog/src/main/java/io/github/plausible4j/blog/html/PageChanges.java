package io.github.plausible4j.blog.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What became of the pages of a site.
 *
 * @param pages one for each page, in the order of their paths
 */
public record PageChanges(List<PageChange> pages) {
  /** Copies the list. */
  public PageChanges {
    pages = List.copyOf(pages);
  }

  /** How many pages ended so. */
  public int count(PageOutcome outcome) {
    return (int) pages.stream().filter(page -> page.outcome() == outcome).count();
  }

  /** One line, such as {@code 12 pages: 11 inserted, 1 redirect}. */
  @Override
  public String toString() {
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
}
