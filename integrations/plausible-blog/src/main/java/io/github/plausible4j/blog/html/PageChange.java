package io.github.plausible4j.blog.html;

import java.nio.file.Path;
import java.util.List;

/**
 * What became of one page of a site.
 *
 * @param page the file, relative to the site's directory
 * @param outcome what was done, or why nothing was
 * @param reason more about the outcome, and what would help; empty if there is nothing to add
 * @param staleCopies compressed copies of the page, relative to the site's directory, that are
 *     older than the page and could not be rewritten: a web server would deliver the old page
 */
public record PageChange(Path page, PageOutcome outcome, String reason, List<Path> staleCopies) {
  /** Copies the list. */
  public PageChange {
    staleCopies = List.copyOf(staleCopies);
  }

  /** Whether a person has to do something before the page is counted as it should be. */
  public boolean needsAttention() {
    return outcome == PageOutcome.BLOCKED
        || outcome == PageOutcome.FAILED
        || !staleCopies.isEmpty();
  }

  /** One line, such as {@code index.html: INSERTED}. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder().append(page).append(": ").append(outcome);
    if (!reason.isEmpty()) {
      line.append(", ").append(reason);
    }
    staleCopies.forEach(
        copy ->
            line.append("; ").append(copy).append(" is older than the page: compress it again"));
    return line.toString();
  }
}
