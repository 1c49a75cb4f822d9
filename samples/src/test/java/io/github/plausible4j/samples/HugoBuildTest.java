package io.github.plausible4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the blog anew, where hugo is installed, as {@code apt-get install hugo} does. */
class HugoBuildTest {
  @TempDir Path output;

  @BeforeAll
  static void findHugo() {
    boolean installed =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "hugo")));
    assumeTrue(installed, "skipped: hugo is not installed");
  }

  private void build() throws IOException {
    int exitCode =
        BuildCommand.run(
            List.of("hugo", "--quiet", "--source", "blog", "--destination", output.toString()));
    assertThat(exitCode).isZero();
  }

  @Test
  void thePostsInTheRepositoryAreWhatHugoBuildsFromTheirSources() throws IOException {
    build();

    BuiltSite built = SiteReader.read(output, Optional.empty());
    assertThat(built.posts())
        .isEqualTo(SiteReader.read(Path.of("blog", "public"), Optional.empty()).posts());
    assertThat(built.generator()).hasValueSatisfying(name -> assertThat(name).startsWith("Hugo "));
  }

  @Test
  void anotherBuildOfTheSameSourcesChangesNothing() throws IOException {
    build();
    BuiltSite first = SiteReader.read(output, Optional.empty());
    build();
    BuiltSite second = SiteReader.read(output, Optional.empty());

    BuildState reported = SiteChanges.between(BuildState.empty(), first).after(Set.of());
    assertThat(SiteChanges.between(reported, second).posts()).isEmpty();
  }
}
