package io.github.plausible4j.blog.html;

import java.nio.file.Path;

/**
 * What became of one page of a site.
 *
 * @param page the file, relative to the site's directory
 * @param outcome what was done, or why nothing was
 */
public record PageChange(Path page, PageOutcome outcome) {
  @Override
  public String toString() {
    return page + ": " + outcome;
  }
}
