package io.github.plausible4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plausible4j.testkit.PlausibleServer;
import io.github.plausible4j.testkit.RecordedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first commands of docs/blog-build.md, word for word, in a directory that has only the built
 * site. The jar is the one of this build; the server is the test server.
 */
class ProgramJarTest {
  private static final String DOWNLOAD = "curl ";
  private static final String SERVER = "https://stats.example.org";

  @TempDir Path directory;

  private static Path jar() throws IOException {
    Path target = Path.of("..", "integrations", "plausible-blog", "target");
    if (!Files.isDirectory(target)) {
      return skip();
    }
    try (Stream<Path> files = Files.list(target)) {
      Optional<Path> jar = files.filter(file -> file.toString().endsWith("-all.jar")).findFirst();
      return jar.isPresent() ? jar.get() : skip();
    }
  }

  private static Path skip() {
    assumeTrue(false, "skipped: the jar is built in the phase package, as mvn verify does");
    throw new IllegalStateException("an assumption that failed ends the test");
  }

  private static List<String> commands() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "blog-build.md"));
    int start = page.indexOf("```shell\n") + "```shell\n".length();
    return page.substring(start, page.indexOf("```", start)).lines().toList();
  }

  @Test
  void theDocumentedCommandsWorkWithOnlyAJdk() throws Exception {
    Files.copy(jar(), directory.resolve("plausible-blog.jar"));
    copySite();
    assertThat(commands().get(0)).startsWith(DOWNLOAD).contains("-all.jar");
    try (PlausibleServer server = PlausibleServer.forSites("blog.example.com")) {
      for (String command : commands()) {
        if (!command.startsWith(DOWNLOAD)) {
          assertThat(run(command.replace(SERVER, server.url()))).endsWith("exit code 0\n");
        }
      }

      assertThat(server.events())
          .extracting(RecordedEvent::name)
          .hasSize(6)
          .contains("Post published", "Blog build");
      assertThat(Files.readString(directory.resolve("public/index.html"))).contains(server.url());
    }
  }

  @Test
  void theProgramSaysItsVersion() throws Exception {
    Files.copy(jar(), directory.resolve("plausible-blog.jar"));
    assertThat(run("java -jar plausible-blog.jar --version")).contains("plausible-blog 0.");
  }

  private void copySite() throws IOException {
    Path built = Path.of("blog", "public");
    try (Stream<Path> files = Files.walk(built)) {
      for (Path file : files.toList()) {
        Files.copy(file, directory.resolve("public").resolve(built.relativize(file).toString()));
      }
    }
  }

  /** Runs it with nothing on the path but the JDK. */
  private String run(String command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("program", ".txt");
    Path bin = Path.of(System.getProperty("java.home"), "bin");
    List<String> words = Stream.of(command.split(" ", -1)).toList();
    assertThat(words.get(0)).isEqualTo("java");
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of(bin.resolve("java").toString()), words.stream().skip(1))
                .toList());
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    Process process =
        builder
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
      return Files.readString(output) + "exit code " + process.exitValue() + "\n";
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(output);
    }
  }
}
