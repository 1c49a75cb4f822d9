package io.github.plausible4j.blog;

import java.util.List;
import java.util.Optional;

/**
 * What a static site generator put out.
 *
 * @param baseUrl where the site is published, with a slash at its end
 * @param generator the generator and its version, from its meta tag
 * @param posts the posts, ordered by file
 * @param searched where posts were looked for, and what was there, one sentence each
 */
public record BuiltSite(
    String baseUrl, Optional<String> generator, List<BuiltPost> posts, List<String> searched) {
  /** Copies the lists. */
  public BuiltSite {
    posts = List.copyOf(posts);
    searched = List.copyOf(searched);
  }
}
