package io.github.plausible4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.testkit.PlausibleServer;
import io.github.plausible4j.testkit.RecordedEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlogBuildReporterTest {
  private static final String DOMAIN = "blog.example.com";

  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path site;

  @BeforeEach
  void copyTheBuiltBlog() throws IOException {
    site = directory.resolve("public");
    Path built = Path.of("blog", "public");
    try (Stream<Path> files = Files.walk(built)) {
      for (Path file : files.toList()) {
        Files.copy(file, site.resolve(built.relativize(file)));
      }
    }
  }

  private int run(String... options) {
    return run(Duration.ofMinutes(1), options);
  }

  private int run(Duration patience, String... options) {
    List<String> args = new ArrayList<>(List.of("--site", site.toString()));
    args.addAll(List.of(options));
    return new BlogBuildReporter(stream(out), stream(err), Clock.systemUTC(), patience)
        .run(args.toArray(String[]::new));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complained() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void eachNewPostAndTheBuildBecomeEvents() {
    try (PlausibleServer server = PlausibleServer.forSites(DOMAIN)) {
      assertThat(run("--server", server.url(), "--strict")).isZero();

      assertThat(server.events())
          .filteredOn(event -> event.name().equals("Post published"))
          .extracting(RecordedEvent::pathname)
          .containsExactlyInAnyOrder(
              "/posts/a-backup-is-a-restore/",
              "/posts/a-visit-is-thirty-minutes/",
              "/posts/counting-builds/",
              "/posts/numbers-at-home/",
              "/posts/two-databases-one-board/");
      assertThat(server.events())
          .filteredOn(event -> event.name().equals("Blog build"))
          .singleElement()
          .satisfies(
              build -> {
                assertThat(build.props())
                    .containsEntry("posts", "5")
                    .containsEntry("new", "5")
                    .containsEntry("changed", "0")
                    .containsEntry("removed", "0")
                    .hasEntrySatisfying("generator", name -> assertThat(name).startsWith("Hugo"))
                    .hasEntrySatisfying(
                        "duration", time -> assertThat(time).matches("\\d+\\.\\d s"));
                assertThat(build.pathname()).isEqualTo("/");
              });
      assertThat(said())
          .contains("5 posts, 5 new, 0 changed, 0 removed")
          .containsPattern("/posts/counting-builds/ +new +counted");
    }
  }

  @Test
  void theNextBuildReportsOnlyWhatChangedSince() throws IOException {
    try (PlausibleServer server = PlausibleServer.forSites(DOMAIN)) {
      run("--server", server.url());
      Path post = site.resolve("posts/counting-builds/index.html");
      Files.writeString(post, Files.readString(post).replace("may fail", "might fail"));
      Files.delete(site.resolve("posts/numbers-at-home/index.html"));
      server.reset();

      assertThat(run("--server", server.url())).isZero();

      assertThat(server.events())
          .extracting(RecordedEvent::name)
          .containsExactlyInAnyOrder("Post updated", "Blog build");
      assertThat(said()).contains("4 posts, 0 new, 1 changed, 1 removed");
      assertThat(directory.resolve(".plausible-build.json")).exists();
    }
  }

  @Test
  void aServerThatIsDownBreaksNoBuildAndThePostsAreReportedLater() {
    String nobody = "http://127.0.0.1:1";
    Duration little = Duration.ofSeconds(1);
    assertThat(run(little, "--server", nobody)).isZero();
    assertThat(said())
        .containsPattern("/posts/counting-builds/ +new +failed: nothing accepts connections");
    assertThat(run(little, "--server", nobody, "--strict")).isEqualTo(1);

    try (PlausibleServer server = PlausibleServer.forSites(DOMAIN)) {
      assertThat(run("--server", server.url(), "--strict")).isZero();
      assertThat(server.events()).hasSize(6);
    }
  }

  @Test
  void aServerThatDoesNotKnowTheSiteIsNotTakenForSuccess() {
    try (PlausibleServer server = PlausibleServer.forSites("another.example")) {
      assertThat(run("--server", server.url(), "--strict")).isEqualTo(1);
      assertThat(said()).contains("does it know the site?");
    }
  }

  @Test
  void withoutAServerATestServerCountsAndNothingIsRemembered() {
    assertThat(run("--strict")).isZero();

    assertThat(said())
        .containsSubsequence("Counted by the test server", "page", "events", "visitors")
        .containsPattern("/posts/counting-builds/ .*Post published .*1 .*1")
        .containsPattern("/ .*Blog build .*1 .*1");
    assertThat(directory.resolve(".plausible-build.json")).doesNotExist();
  }

  @Test
  void aDryRunSendsAndRemembersNothing() {
    try (PlausibleServer server = PlausibleServer.forSites(DOMAIN)) {
      assertThat(run("--server", server.url(), "--dry-run")).isZero();
      assertThat(server.events()).isEmpty();
      assertThat(said()).containsPattern("/posts/counting-builds/ +new +not sent");
      assertThat(directory.resolve(".plausible-build.json")).doesNotExist();
    }
  }

  @Test
  void aBuildThatFailsPassesItsExitCodeOnAndIsNotReported() {
    try (PlausibleServer server = PlausibleServer.forSites(DOMAIN)) {
      assertThat(run("--server", server.url(), "--", "sh", "-c", "exit 7")).isEqualTo(7);
      assertThat(server.events()).isEmpty();
    }
  }

  @Test
  void aDamagedStateBreaksABuildOnlyIfAsked() throws IOException {
    Path state = Files.writeString(directory.resolve("state.json"), "{");
    assertThat(run("--state", state.toString())).isZero();
    assertThat(complained()).contains("was not reported", "delete it");
    assertThat(run("--state", state.toString(), "--strict")).isEqualTo(1);
  }

  @Test
  void wrongOptionsAreAnErrorAndHelpIsNone() {
    assertThat(run("--serve")).isEqualTo(2);
    assertThat(complained()).contains("--serve is no option");
    assertThat(run("--help")).isZero();
    assertThat(said()).contains("usage:", "--strict", "Exit codes");
  }
}
