package io.github.plausible4j.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.samples.DemoSite;
import io.github.plausible4j.testkit.PlausibleServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The program of one file, for jbang and cron. */
class SingleFileProgramTest {
  private static final Path FILE = Markdown.root().resolve("samples/scripts/Yesterday.java");

  @Test
  void theGuideShowsTheFile() throws Exception {
    assertThat(Markdown.read("docs/getting-started.md").blocks("java"))
        .extracting(block -> block.code().strip())
        .contains(Files.readString(FILE).strip());
  }

  /** The JDK runs a file, too, and takes the dependencies from the class path. */
  @Test
  void itPrintsWhatYesterdayWas() throws Exception {
    try (PlausibleServer server = DemoSite.start()) {
      ProcessBuilder program =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Dfile.encoding=UTF-8",
              "-Dstdout.encoding=UTF-8",
              "-cp",
              System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
              FILE.toString(),
              DemoSite.DOMAIN);
      program.environment().put("PLAUSIBLE_URL", server.url());
      program.environment().put("PLAUSIBLE_KEY", server.apiKey());
      Process process = program.redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(process.waitFor()).as(said).isZero();
      assertThat(said).contains("│ visitors │ pageviews │");
    }
  }

  /** jbang takes versions as they stand in the file. */
  @Test
  void itsDependenciesAreThoseOfTheBuild() throws Exception {
    String build = Files.readString(Markdown.root().resolve("pom.xml"));
    List<MatchResult> dependencies =
        Pattern.compile("//DEPS [^:]+:([^:]+):(\\S+)")
            .matcher(Files.readString(FILE))
            .results()
            .toList();

    assertThat(dependencies).hasSize(2);
    assertThat(dependencies)
        .allSatisfy(
            d -> assertThat(build).containsPattern("version>" + Pattern.quote(d.group(2)) + "<"));
  }
}
