package io.github.plausible4j.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
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

    String said = Jshell.says(preferences, String.join("\n", typed) + "\n").replace(PROMPT, "");
    for (String line : typed) {
      said = said.replace(line, ""); // which jshell may echo before its first prompt, as on JDK 25
    }

    assertThat(said.strip()).isEqualTo(printed.strip());
    assertThat(printed).contains("│ page", "│ visitors", "│ /blog/raspberry-pi ");
  }
}
