package io.github.plausible4j.samples;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How a site differs from what was reported.
 *
 * @param site the site as it is now
 * @param before what was reported
 * @param posts the posts that are new or changed, in the order of the site
 * @param removed how many posts were reported and are gone
 */
record SiteChanges(BuiltSite site, BuildState before, List<PostChange> posts, int removed) {
  static SiteChanges between(BuildState before, BuiltSite site) {
    List<PostChange> changes = new ArrayList<>();
    Set<String> gone = new HashSet<>(before.posts().keySet());
    for (BuiltPost post : site.posts()) {
      gone.remove(post.file());
      String reported = before.posts().get(post.file());
      if (reported == null) {
        changes.add(new PostChange(post, PostChange.Kind.NEW));
      } else if (!reported.equals(post.contentHash())) {
        changes.add(new PostChange(post, PostChange.Kind.CHANGED));
      }
    }
    return new SiteChanges(site, before, List.copyOf(changes), gone.size());
  }

  long count(PostChange.Kind kind) {
    return posts.stream().filter(change -> change.kind() == kind).count();
  }

  /** What the next build starts from: posts that did not arrive stay as they were reported. */
  BuildState after(Set<PostChange> undelivered) {
    Map<String, String> reported = new TreeMap<>();
    site.posts().forEach(post -> reported.put(post.file(), post.contentHash()));
    for (PostChange change : undelivered) {
      String file = change.post().file();
      reported.remove(file);
      if (before.posts().containsKey(file)) {
        reported.put(file, before.posts().get(file));
      }
    }
    return BuildState.of(reported);
  }
}
