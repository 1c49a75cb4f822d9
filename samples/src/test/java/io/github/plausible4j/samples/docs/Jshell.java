package io.github.plausible4j.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The jshell of this JDK, with the class path and the imports of {@code samples/jshell}. */
final class Jshell {
  private Jshell() {}

  /**
   * What it prints when it runs scripts, paths from the root of the repository, and then an input.
   */
  static String says(Path preferences, String input, String... scripts) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "jshell").toString(),
                "--class-path",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "--startup",
                "DEFAULT",
                "--startup",
                "samples/src/main/jshell/plausible.jsh",
                "--feedback",
                "concise",
                "-J-Djava.util.prefs.userRoot=" + preferences,
                "-J-Dfile.encoding=UTF-8",
                "-R-Dfile.encoding=UTF-8",
                "-J-Dstdout.encoding=UTF-8",
                "-R-Dstdout.encoding=UTF-8"));
    command.addAll(List.of(scripts));
    Process jshell =
        new ProcessBuilder(command)
            .directory(Markdown.root().toFile())
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
