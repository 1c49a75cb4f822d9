package io.github.plausible4j.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The transcript of docs/jshell.md is what jshell says. */
class JshellTranscriptTest {
  private static final String PROMPT = "jshell> ";

  @TempDir Path preferences;

  @Test
  void threeLinesPrintLastWeeksPages() throws Exception {
    Markdown.Block transcript = Markdown.read("docs/jshell.md").blocks("text").get(0);
    List<String> typed =
        transcript
            .code()
            .lines()
            .filter(line -> line.startsWith(PROMPT))
            .map(line -> line.substring(PROMPT.length()))
            .toList();
    String printed =
        transcript
            .code()
            .lines()
            .filter(line -> !line.startsWith(PROMPT))
            .collect(Collectors.joining("\n"));
    assertThat(typed).hasSize(3);

    String said = jshell(String.join("\n", typed) + "\n").replace(PROMPT, "");
    for (String line : typed) {
      said = said.replace(line, ""); // which jshell may echo before its first prompt, as on JDK 25
    }

    assertThat(said.strip()).isEqualTo(printed.strip());
    assertThat(printed).contains("│ page", "│ visitors", "│ /blog/raspberry-pi │");
  }

  private String jshell(String input) throws Exception {
    Process jshell =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jshell").toString(),
                "--class-path",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "--startup",
                "DEFAULT",
                "--startup",
                Markdown.root().resolve("samples/src/main/jshell/plausible.jsh").toString(),
                "--feedback",
                "concise",
                "-J-Djava.util.prefs.userRoot=" + preferences,
                "-J-Dfile.encoding=UTF-8",
                "-R-Dfile.encoding=UTF-8",
                "-J-Dstdout.encoding=UTF-8",
                "-R-Dstdout.encoding=UTF-8")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      try (OutputStream keyboard = jshell.getOutputStream()) {
        keyboard.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String output = new String(jshell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(jshell.waitFor(10, TimeUnit.MINUTES)).isTrue();
      return output;
    } finally {
      // jshell runs the code in a process of its own.
      jshell.descendants().forEach(ProcessHandle::destroyForcibly);
      jshell.destroyForcibly();
    }
  }
}
