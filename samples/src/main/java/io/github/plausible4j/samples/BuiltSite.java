package io.github.plausible4j.samples;

import java.util.List;
import java.util.Optional;

/**
 * What a static site generator put out.
 *
 * @param baseUrl where the site is published, with a slash at its end
 * @param generator the generator and its version, as its meta tag tells
 * @param posts the posts, ordered by file
 */
record BuiltSite(String baseUrl, Optional<String> generator, List<BuiltPost> posts) {}
