package io.github.plausible4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plausible4j.blog.BlogBuild;
import io.github.plausible4j.blog.BuiltPost;
import io.github.plausible4j.blog.BuiltSite;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the blog again, where hugo is installed, as {@code apt-get install hugo} does. */
class HugoBuildTest {
  private static final Path BUILT = Path.of("blog", "public");

  @TempDir Path output;

  @BeforeAll
  static void findHugo() {
    boolean installed =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "hugo")));
    assumeTrue(installed, "skipped: hugo is not installed");
  }

  private BuiltSite build() throws IOException, InterruptedException {
    Process hugo =
        new ProcessBuilder(
                "hugo", "--quiet", "--source", "blog", "--destination", output.toString())
            .inheritIO()
            .start();
    try {
      assertThat(hugo.waitFor(3, TimeUnit.MINUTES)).isTrue();
      assertThat(hugo.exitValue()).isZero();
    } finally {
      hugo.destroyForcibly();
    }
    return BlogBuild.builder(output).build().read();
  }

  @Test
  void thePostsInTheRepositoryAreWhatHugoBuildsFromTheirSources() throws Exception {
    BuiltSite built = build();
    assertThat(built.posts()).isEqualTo(BlogBuild.builder(BUILT).build().read().posts());
    assertThat(built.generator()).hasValueSatisfying(name -> assertThat(name).startsWith("Hugo "));
  }

  @Test
  void anotherBuildOfTheSameSourcesChangesNothing() throws Exception {
    assertThat(build().posts()).isEqualTo(build().posts());
  }

  @Test
  void theBlogOfThisRepositoryHasFivePosts() {
    assertThat(BlogBuild.builder(BUILT).build().read().posts())
        .extracting(BuiltPost::url)
        .containsExactly(
            "https://blog.example.com/posts/a-backup-is-a-restore/",
            "https://blog.example.com/posts/a-visit-is-thirty-minutes/",
            "https://blog.example.com/posts/counting-builds/",
            "https://blog.example.com/posts/numbers-at-home/",
            "https://blog.example.com/posts/two-databases-one-board/");
  }
}
