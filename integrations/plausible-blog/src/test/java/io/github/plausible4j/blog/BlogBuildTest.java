package io.github.plausible4j.blog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.testkit.PlausibleServer;
import io.github.plausible4j.testkit.RecordedEvent;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BlogBuildTest {
  private static final String DOMAIN = "blog.example.org";

  @TempDir Path directory;

  private final PlausibleServer server = PlausibleServer.forSites(DOMAIN);
  private final Plausible plausible = Plausible.create(server.url());
  private Path site;
  private Pages pages;

  @BeforeEach
  void writeFrontPage() throws IOException {
    site = directory.resolve("public");
    pages = Pages.in(site).front("https://" + DOMAIN + "/");
  }

  @AfterEach
  void stop() {
    plausible.close();
    server.close();
  }

  private BlogBuild.Builder build() {
    return BlogBuild.builder(site).timeout(Duration.ofMinutes(1));
  }

  private List<String> reportedPaths() {
    return server.events().stream()
        .filter(event -> event.name().startsWith("Post"))
        .map(RecordedEvent::pathname)
        .sorted()
        .toList();
  }

  @Test
  void pathsArePercentEncoded() throws IOException {
    for (String name : List.of("100%-coverage", "c#-basics", "my first post", "où?", "good")) {
      pages.post(name + "/index.html", "<h1>" + name + "</h1>");
    }
    pages.post("notes/a&b.html", "<h1>x</h1>");

    BuildReport report = build().build().report(plausible);

    assertThat(report.isComplete()).isTrue();
    assertThat(report.posts())
        .extracting(post -> post.post().url())
        .containsExactly(
            "https://blog.example.org/100%25-coverage/",
            "https://blog.example.org/c%23-basics/",
            "https://blog.example.org/good/",
            "https://blog.example.org/my%20first%20post/",
            "https://blog.example.org/notes/a&b.html",
            "https://blog.example.org/o%C3%B9%3F/");
    assertThat(reportedPaths()).hasSize(6).contains("/good/");
  }

  @Test
  void aPostThatCannotBeReportedIsOneRow() throws IOException {
    pages.post("good/index.html", "<h1>Good</h1>");
    StringBuilder deep = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      deep.append("é".repeat(40)).append('/');
    }
    pages.post(deep + "index.html", "<h1>Deep</h1>");

    BuildReport report = build().build().report(plausible);

    assertThat(report.isComplete()).isFalse();
    assertThat(report.posts())
        .extracting(PostReport::outcome)
        .containsExactlyInAnyOrder(ReportOutcome.COUNTED, ReportOutcome.NOT_REPORTABLE);
    assertThat(report.posts())
        .filteredOn(post -> post.outcome() == ReportOutcome.NOT_REPORTABLE)
        .allSatisfy(post -> assertThat(post.reason()).contains("2,000"));
    assertThat(reportedPaths()).containsExactly("/good/");
    assertThat(build().build().report(plausible).posts())
        .extracting(PostReport::outcome)
        .containsExactly(ReportOutcome.NOT_REPORTABLE);
  }

  @Test
  void anEmptyHeadingFallsBackToTheTitleAndThenToTheFile() throws IOException {
    pages
        .post("logo/index.html", "<h1><img src=logo.svg alt=Logo></h1>")
        .file("bare.html", "<!doctype html><meta property=og:type content=article><article>x")
        .file("dir/index.html", "<!doctype html><meta property=og:type content=article><title> ")
        .post("long/index.html", "<h1>" + "\ud83d\ude80".repeat(300) + "</h1>");

    assertThat(build().build().report(plausible).posts())
        .allMatch(post -> post.outcome() == ReportOutcome.COUNTED)
        .extracting(post -> post.post().title())
        .containsExactly("bare", "dir", "Page title", "\ud83d\ude80".repeat(200));
  }

  @Test
  void pagesAreReadInTheEncodingThatTheyDeclare() throws IOException {
    String article = "<meta property=og:type content=article><article><h1>%s</h1></article>";
    pages.file(
        "a.html",
        "<meta charset=Shift_JIS>" + article.formatted("\u65e5\u672c\u8a9e"),
        Charset.forName("windows-31j"));
    pages.file(
        "b.html",
        "<meta http-equiv=content-type content='text/html; charset=koi8-r'>"
            + article.formatted("\u041f\u0440\u0438"),
        Charset.forName("KOI8-R"));
    pages.file("c.html", "\ufeff" + article.formatted("B\u00fccher"), Charset.forName("UTF-16BE"));
    pages.file("d.html", article.formatted("caf\u00e9 \u20ac"), Charset.forName("windows-1252"));
    pages.file(
        "e.html",
        "<meta charset=iso-8859-1>" + article.formatted("\u201cquoted\u201d"),
        Charset.forName("windows-1252"));

    assertThat(build().build().read().posts())
        .extracting(BuiltPost::title)
        .containsExactly(
            "\u65e5\u672c\u8a9e",
            "\u041f\u0440\u0438",
            "B\u00fccher",
            "caf\u00e9 \u20ac",
            "\u201cquoted\u201d");
  }

  @Test
  void theNextBuildReportsOnlyWhatChangedSince() throws IOException {
    pages.post("a/index.html", "<h1>A</h1>").post("b/index.html", "<h1>B</h1>");
    build().build().report(plausible);
    pages.post("b/index.html", "<h1>B, corrected</h1>").post("c/index.html", "<h1>C</h1>");
    Files.delete(site.resolve("a/index.html"));
    server.reset();

    BuildReport report = build().build().report(plausible);

    assertThat(report.posts())
        .extracting(PostReport::change, post -> post.post().file())
        .containsExactly(
            tuple(PostChange.CHANGED, "b/index.html"), tuple(PostChange.NEW, "c/index.html"));
    assertThat(report.removed()).isEqualTo(1);
    assertThat(server.events())
        .extracting(RecordedEvent::name)
        .containsExactlyInAnyOrder("Post published", "Post updated", "Blog build");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
  void theSpellingOfThePathDoesNotChangeTheState() throws IOException {
    pages.post("a/index.html", "<h1>A</h1>");
    Path link =
        Files.createSymbolicLink(
            Files.createDirectories(directory.resolve("links")).resolve("current"), site);
    BlogBuild.builder(link).build().report(plausible);

    for (Path spelling :
        List.of(site, site.resolve("."), directory.resolve("links/../public"), link)) {
      BlogBuild same = BlogBuild.builder(spelling).build();
      assertThat(same.stateFile())
          .isEqualTo(directory.toRealPath().resolve(".plausible-build.json"));
      assertThat(same.dryRun().posts()).isEmpty();
    }
    assertThatThrownBy(
            () -> BlogBuild.builder(site).stateFile(link.resolve("s.json")).build().dryRun())
        .isInstanceOf(BlogBuildException.class)
        .hasMessageContaining("would be published");
  }

  @Test
  void aSiteThatShrinksOrGrowsByMoreThanHalfNeedsAConfirmation() throws IOException {
    for (int i = 0; i < 6; i++) {
      pages.post("p" + i + "/index.html", "<h1>x</h1>");
    }
    build().build().report(plausible);
    for (int i = 0; i < 4; i++) {
      Files.delete(site.resolve("p" + i + "/index.html"));
    }
    server.reset();

    assertThatThrownBy(() -> build().build().report(plausible))
        .isInstanceOf(ConfirmationRequiredException.class)
        .hasMessageContaining("had 6 posts")
        .hasMessageContaining("has 2 now");
    assertThat(server.events()).isEmpty();
    assertThat(build().confirmed(true).build().report(plausible).removed()).isEqualTo(4);
    for (int i = 0; i < 4; i++) {
      pages.post("p" + i + "/index.html", "<h1>x</h1>");
    }
    assertThatThrownBy(() -> build().build().report(plausible))
        .isInstanceOf(ConfirmationRequiredException.class);
  }

  @Test
  void aServerThatCannotBeReachedIsReportedOnceWithTheReason() throws IOException {
    pages.post("a/index.html", "<h1>A</h1>").post("b/index.html", "<h1>B</h1>");
    BuildReport report;
    try (Plausible nobody = Plausible.create("http://127.0.0.1:1")) {
      report = build().timeout(Duration.ofSeconds(1)).build().report(nobody);
    }

    assertThat(report.serverProblem())
        .hasValueSatisfying(reason -> assertThat(reason).contains("nothing accepts connections"));
    assertThat(report.posts()).extracting(PostReport::reason).containsOnly("");
    assertThat(report.toString()).doesNotContain("nothing accepts").contains("not sent");
    assertThat(build().build().report(plausible).count(PostChange.NEW)).isEqualTo(2);
  }

  @Test
  void aServerThatDoesNotKnowTheSiteIsNotTakenForSuccess() throws IOException {
    pages.post("a/index.html", "<h1>A</h1>");
    BuildReport report = build().domain("other.example.org").build().report(plausible);
    assertThat(report.isComplete()).isFalse();
    assertThat(report.serverProblem()).isEmpty();
    assertThat(report.posts()).extracting(PostReport::outcome).containsOnly(ReportOutcome.DROPPED);
  }

  @Test
  void aDryRunSendsAndRemembersNothing() throws IOException {
    pages.post("a/index.html", "<h1>A</h1>");
    assertThat(build().build().dryRun().toString())
        .containsPattern("/a/ +new +not sent")
        .contains("1 posts, 1 new, 0 changed, 0 removed");
    assertThat(server.events()).isEmpty();
    assertThat(build().build().stateFile()).doesNotExist();
  }

  @Test
  void theProgressIsReported() throws IOException {
    pages.post("a/index.html", "<h1>A</h1>");
    StringBuilder progress = new StringBuilder();
    build()
        .progress((done, total) -> progress.append(done).append('/').append(total).append(' '))
        .build()
        .read();
    assertThat(progress).hasToString("1/2 2/2 ");
  }

  @Test
  void aMissingDirectoryAndAWrongAddressAreNamed() {
    assertThatThrownBy(() -> BlogBuild.builder(directory.resolve("nowhere")).build().read())
        .isInstanceOf(BlogBuildException.class)
        .hasMessageContainingAll("nowhere", "--site");
    assertThatThrownBy(() -> build().baseUrl("ftp://a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ftp://a");
  }
}
