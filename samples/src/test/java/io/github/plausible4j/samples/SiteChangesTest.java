package io.github.plausible4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SiteChangesTest {
  private static BuiltPost post(String file, String hash) {
    return new BuiltPost(file, "https://a.example/" + file, file, hash);
  }

  private static SiteChanges between(Map<String, String> reported, BuiltPost... posts) {
    BuiltSite site = new BuiltSite("https://a.example/", Optional.empty(), List.of(posts));
    return SiteChanges.between(BuildState.of(reported), site);
  }

  @Test
  void onTheFirstRunEverythingIsNew() {
    SiteChanges changes = between(Map.of(), post("a", "1"), post("b", "2"));

    assertThat(changes.posts())
        .containsExactly(
            new PostChange(post("a", "1"), PostChange.Kind.NEW),
            new PostChange(post("b", "2"), PostChange.Kind.NEW));
    assertThat(changes.after(Set.of())).isEqualTo(BuildState.of(Map.of("a", "1", "b", "2")));
  }

  @Test
  void newChangedUnchangedAndRemovedPostsAreToldApart() {
    SiteChanges changes =
        between(
            Map.of("changed", "1", "gone", "1", "same", "1"),
            post("changed", "2"),
            post("new", "1"),
            post("same", "1"));

    assertThat(changes.posts())
        .containsExactly(
            new PostChange(post("changed", "2"), PostChange.Kind.CHANGED),
            new PostChange(post("new", "1"), PostChange.Kind.NEW));
    assertThat(changes.removed()).isEqualTo(1);
    assertThat(changes.after(Set.of()))
        .isEqualTo(BuildState.of(Map.of("changed", "2", "new", "1", "same", "1")));
  }

  @Test
  void whatDidNotArriveIsReportedByTheNextBuild() {
    SiteChanges changes = between(Map.of("b", "1"), post("a", "1"), post("b", "2"));

    assertThat(changes.after(Set.copyOf(changes.posts())))
        .isEqualTo(BuildState.of(Map.of("b", "1")));
  }
}
