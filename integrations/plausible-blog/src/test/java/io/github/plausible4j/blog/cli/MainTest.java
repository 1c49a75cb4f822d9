package io.github.plausible4j.blog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plausible4j.blog.BuildProgress;
import io.github.plausible4j.blog.Pages;
import io.github.plausible4j.testkit.PlausibleServer;
import io.github.plausible4j.testkit.RecordedEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  private static final String DOMAIN = "blog.example.org";

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path site;
  private Pages pages;

  @BeforeEach
  void writeSite() throws IOException {
    site = directory.resolve("public");
    pages =
        Pages.in(site)
            .front("https://" + DOMAIN + "/")
            .post("a/index.html", "<h1>A</h1>")
            .post("b/index.html", "<h1>B</h1>");
  }

  private int run(String... args) {
    return run(Duration.ofMinutes(1), args);
  }

  private int run(Duration timeout, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    int separator = all.indexOf("--");
    all.addAll(separator < 0 ? all.size() : separator, List.of("--site", site.toString()));
    return Main.run(
        new Settings(Clock.systemUTC(), timeout, BuildProgress.NONE),
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        all.toArray(String[]::new));
  }

  @Test
  void withAndWithoutTheCommandItReports() {
    try (PlausibleServer server = PlausibleServer.forSites(DOMAIN)) {
      assertThat(run("--server", server.url(), "--strict")).isZero();
      assertThat(server.events())
          .extracting(RecordedEvent::name)
          .containsExactlyInAnyOrder("Post published", "Post published", "Blog build");
      assertThat(out.toString())
          .contains("2 posts, 2 new, 0 changed, 0 removed")
          .containsPattern("/a/ +new +counted");
      assertThat(run("report", "--server", server.url())).isZero();
      assertThat(server.events()).hasSize(4);
      assertThat(err.toString()).isEmpty();
    }
  }

  @Test
  void theReportIsPrintedAsJson() throws IOException {
    try (PlausibleServer server = PlausibleServer.forSites(DOMAIN)) {
      assertThat(run("--server", server.url(), "--json")).isZero();
      JsonNode json = new ObjectMapper().readTree(out.toString());
      assertThat(json.path("complete").asBoolean()).isTrue();
      assertThat(json.path("reported").get(0).path("url").asText())
          .isEqualTo("https://blog.example.org/a/");
      assertThat(json.path("reported").get(0).path("outcome").asText()).isEqualTo("counted");
    }
  }

  @Test
  void aServerThatIsDownBreaksNoBuildUnlessAsked() {
    String nobody = "http://127.0.0.1:1";
    assertThat(run(Duration.ofSeconds(1), "--server", nobody)).isZero();
    assertThat(err.toString())
        .containsOnlyOnce("http://127.0.0.1:1 cannot be reached: nothing accepts connections");
    assertThat(run(Duration.ofSeconds(1), "--server", nobody, "--strict")).isEqualTo(1);
  }

  @Test
  void aDryRunNeedsNoServer() {
    assertThat(run("--dry-run", "--strict")).isZero();
    assertThat(out.toString()).containsPattern("/a/ +new +not sent");
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("--server URL is missing");
  }

  @Test
  void aBuildThatFailsPassesItsExitCodeOnAndIsNotReported() {
    try (PlausibleServer server = PlausibleServer.forSites(DOMAIN)) {
      assertThat(run("--server", server.url(), "--", "sh", "-c", "exit 7")).isEqualTo(7);
      assertThat(server.events()).isEmpty();
      assertThat(run("--server", server.url(), "--", "sh", "-c", "exit 0")).isZero();
      assertThat(server.events()).hasSize(3);
    }
  }

  @Test
  void aBigChangeIsReportedOnlyWhenItIsConfirmed() throws IOException {
    try (PlausibleServer server = PlausibleServer.forSites(DOMAIN)) {
      run("--server", server.url());
      for (String name : List.of("c", "d", "e")) {
        pages.post(name + "/index.html", "<h1>x</h1>");
      }
      assertThat(run("--server", server.url())).isEqualTo(3);
      assertThat(err.toString()).contains("had 2 posts", "has 5 now", "--yes");
      assertThat(run("--server", server.url(), "--yes")).isZero();
    }
  }

  @Test
  void aDamagedStateBreaksABuildOnlyIfAsked() throws IOException {
    String state = Files.writeString(directory.resolve("state.json"), "{").toString();
    assertThat(run("--server", "http://127.0.0.1:1", "--state", state)).isZero();
    assertThat(err.toString()).contains("was not reported", "delete it");
    assertThat(run("--server", "http://127.0.0.1:1", "--state", state, "--strict")).isEqualTo(1);
  }

  @Test
  void aSiteWithoutPostsSaysWhatWouldHelp() throws IOException {
    Files.delete(site.resolve("a/index.html"));
    Files.delete(site.resolve("b/index.html"));
    assertThat(run("--dry-run")).isZero();
    assertThat(err.toString()).contains("No posts were found", "sitemap_index.xml", "og:type");
  }

  @Test
  void pagesGetTheSnippetAndLoseItAgain() throws IOException {
    String page = Files.readString(site.resolve("index.html"));
    assertThat(run("inject", "--server", "https://s.example", "--domain", DOMAIN)).isZero();
    assertThat(out.toString()).contains("3 pages: 3 inserted");
    assertThat(Files.readString(site.resolve("index.html"))).contains("https://s.example/js/");
    assertThat(run("inject", "--remove", "--json")).isZero();
    assertThat(out.toString()).contains("\"outcome\" : \"removed\"");
    assertThat(Files.readString(site.resolve("index.html"))).isEqualTo(page);
  }

  @Test
  void everyOptionOfASnippetArrives() throws IOException {
    assertThat(
            run(
                "inject",
                "--server=https://s.example",
                "--script-id=pa-Ab1",
                "--outbound-links",
                "--file-downloads",
                "--form-submissions",
                "--hash-based-routing",
                "--prop=author=Ann",
                "--script-url=/s.js",
                "--endpoint=/e",
                "--without=b/**"))
        .isZero();
    assertThat(Files.readString(site.resolve("a/index.html")))
        .contains("src=\"/s.js\"", "\"outboundLinks\":true", "\"fileDownloads\":true")
        .contains("\"formSubmissions\":true", "\"hashBasedRouting\":true")
        .contains("\"author\":\"Ann\"", "\"endpoint\":\"/e\"");
    assertThat(Files.readString(site.resolve("b/index.html"))).doesNotContain("script");
    assertThat(out.toString()).contains("The script /s.js has no host");
    assertThat(
            run(
                "inject",
                "--server=https://s.example",
                "--domain=a.com",
                "--exclude=/admin/**",
                "--file-downloads"))
        .isZero();
    assertThat(Files.readString(site.resolve("a/index.html")))
        .contains("script.exclusions.file-downloads.js", "data-exclude=\"/admin/**\"");
  }

  @Test
  void aPageThatBlocksTheSnippetFailsAStrictRun() throws IOException {
    pages.file(
        "c.html",
        "<!doctype html><meta http-equiv=Content-Security-Policy content=\"default-src 'self'\">"
            + "<title>c</title>");
    List<String> args = List.of("inject", "--server=https://s.example", "--domain=a.com");
    assertThat(run(args.toArray(String[]::new))).isZero();
    assertThat(out.toString()).contains("c.html: BLOCKED", "to default-src");
    assertThat(run("inject", "--server=https://s.example", "--domain=a.com", "--strict"))
        .isEqualTo(1);
  }

  @Test
  void theOptOutPageIsWritten() throws IOException {
    Path file = directory.resolve("stats/index.html");
    StringWriter written = new StringWriter();
    int exitCode =
        Main.run(
            new Settings(Clock.systemUTC(), Duration.ZERO, BuildProgress.NONE),
            new PrintWriter(written, true),
            new PrintWriter(err, true),
            "opt-out",
            "--file",
            file.toString(),
            "--language",
            "de");
    assertThat(exitCode).isZero();
    assertThat(Files.readString(file)).contains("lang=\"de\"");
    assertThat(written.toString()).contains("is written");
  }

  @Test
  void wrongOptionsAreNamedAndHelpIsGiven() {
    assertThat(run("--serve")).isEqualTo(2);
    assertThat(err.toString()).contains("--serve");
    assertThat(run("--dry-run", "--base-url", "ftp://a")).isEqualTo(2);
    assertThat(err.toString()).contains("ftp://a", "is not an http or https address");
    assertThat(run("--server", "not an address")).isEqualTo(2);
    assertThat(run("inject", "--server=https://s.example")).isEqualTo(2);
    assertThat(err.toString()).contains("either --domain DOMAIN or --script-id ID");
    assertThat(run("--dry-run", "--")).isEqualTo(2);
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("--strict", "inject", "opt-out", "report", "Exit codes", "--json");
    assertThat(run("inject", "--help")).isZero();
  }

  @Test
  void theProgressBarFillsAndGoesAway() {
    StringWriter terminal = new StringWriter();
    ProgressBar bar = ProgressBar.on(new PrintWriter(terminal));
    bar.pageRead(1, 2);
    bar.pageRead(2, 2);
    assertThat(terminal.toString())
        .contains("[####################                    ] 1/2")
        .endsWith(" \r");
  }
}
