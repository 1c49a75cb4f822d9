package io.github.plausible4j.blog;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The differences between a site and its last report.
 *
 * @param site the current site
 * @param before the last report
 * @param posts the posts that are new or changed, in the order of the site
 * @param removed the number of reported posts that no longer exist
 */
record SiteChanges(
    BuiltSite site, BuildState before, Map<BuiltPost, PostChange> posts, int removed) {
  static SiteChanges between(BuildState before, BuiltSite site) {
    Map<BuiltPost, PostChange> changes = new LinkedHashMap<>();
    Set<String> gone = new HashSet<>(before.posts().keySet());
    for (BuiltPost post : site.posts()) {
      gone.remove(post.file());
      String reported = before.posts().get(post.file());
      if (reported == null) {
        changes.put(post, PostChange.NEW);
      } else if (!reported.equals(post.contentHash())) {
        changes.put(post, PostChange.CHANGED);
      }
    }
    return new SiteChanges(site, before, changes, gone.size());
  }

  int count(PostChange change) {
    return (int) posts.values().stream().filter(change::equals).count();
  }

  /** The state for the next build. Posts that were not accepted keep their previous state. */
  BuildState after(BuildReport report) {
    Map<String, String> reported = new TreeMap<>();
    site.posts().forEach(post -> reported.put(post.file(), post.contentHash()));
    for (PostReport post : report.posts()) {
      if (post.outcome() != ReportOutcome.COUNTED) {
        String file = post.post().file();
        reported.remove(file);
        if (before.posts().containsKey(file)) {
          reported.put(file, before.posts().get(file));
        }
      }
    }
    return BuildState.of(reported);
  }
}
