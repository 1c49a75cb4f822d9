package io.github.plausible4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/blog-build.md shows, works. */
class BlogBuildPageTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CLASS = Pattern.compile("public class (\\w+)");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");
  private static final List<String> OF_OTHER_PROGRAMS = List.of("--minify", "--quiet");

  @TempDir Path directory;

  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "blog-build.md"));
  }

  @Test
  void everyProgramCompiles() throws IOException {
    List<MatchResult> programs = JAVA.matcher(page()).results().toList();
    assertThat(programs).isNotEmpty();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    for (MatchResult program : programs) {
      String source = program.group(1);
      String name =
          CLASS.matcher(source).results().map(found -> found.group(1)).findFirst().orElseThrow();
      Path file = Files.writeString(directory.resolve(name + ".java"), source);
      StringWriter complaints = new StringWriter();
      try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
        boolean compiled =
            compiler
                .getTask(
                    complaints,
                    files,
                    null,
                    List.of("-Xlint:all", "-proc:none", "-d", directory.toString()),
                    null,
                    files.getJavaFileObjects(file))
                .call();
        assertThat(compiled).as(complaints.toString()).isTrue();
      }
    }
  }

  @Test
  void everyOptionIsOneOfTheHelpText() throws IOException {
    assertThat(OPTION.matcher(page()).results().map(MatchResult::group))
        .isNotEmpty()
        .filteredOn(option -> !OF_OTHER_PROGRAMS.contains(option))
        .allSatisfy(option -> assertThat(ReporterOptions.USAGE).contains(option));
  }
}
