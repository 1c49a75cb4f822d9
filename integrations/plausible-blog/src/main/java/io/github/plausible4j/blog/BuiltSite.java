package io.github.plausible4j.blog;

import java.util.List;
import java.util.Optional;

/**
 * A site as a static site generator has built it.
 *
 * @param baseUrl the address of the published site, with a trailing slash
 * @param generator the generator and its version, from the meta tag
 * @param posts the posts, ordered by file
 * @param searched the places where posts were searched and what was found there, one sentence each
 */
public record BuiltSite(
    String baseUrl, Optional<String> generator, List<BuiltPost> posts, List<String> searched) {
  /** Copies the lists. */
  public BuiltSite {
    posts = List.copyOf(posts);
    searched = List.copyOf(searched);
  }
}
