package io.github.plausible4j.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that {@code samples/jshell} greets with. */
class JshellScriptsTest {
  @TempDir Path preferences;

  @Test
  void theGreetingNamesEachScript() throws Exception {
    String greeting =
        Files.readString(Markdown.root().resolve("samples/src/main/jshell/greeting.jsh"));

    assertThat(scripts())
        .hasSize(5)
        .allSatisfy(script -> assertThat(greeting).contains("/open " + script + " "));
  }

  @Test
  @Timeout(600)
  void eachScriptRunsAndShowsWhatTheGreetingPromises() throws Exception {
    String said = Jshell.says(preferences, "", scripts().toArray(String[]::new));

    assertThat(said)
        .doesNotContain("Error", "|  ")
        .contains(
            "│ page", // week
            "a chart is in ", // year
            "3 visitors in the last five minutes",
            "4 with one who just came",
            "VERIFIED",
            "StatefulSet              plausible-clickhouse");
    String bars =
        said.lines().filter(line -> line.matches("[▁-█]{52,54}")).findFirst().orElseThrow();
    assertThat(bars.chars().distinct().count()).as("it moves: %s", bars).isGreaterThan(5);
  }

  private static List<String> scripts() throws Exception {
    try (Stream<Path> files = Files.list(Markdown.root().resolve("samples/scripts"))) {
      return files
          .filter(file -> file.toString().endsWith(".jsh"))
          .map(file -> "samples/scripts/" + file.getFileName())
          .sorted()
          .toList();
    }
  }
}
