package io.github.plausible4j.blog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.blog.BuildProgress;
import io.github.plausible4j.blog.html.PageOutcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/blog-build.md says about options and outcomes. */
class BlogBuildPageTest {
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");
  private static final Pattern OUTCOME = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|");
  private static final List<String> OF_OTHER_PROGRAMS = List.of("--minify", "--quiet");

  private static String page() throws IOException {
    return Files.readString(Path.of("..", "..", "docs", "blog-build.md"));
  }

  private static String help(String... command) {
    StringWriter out = new StringWriter();
    String[] args = List.of(command).toArray(String[]::new);
    Main.run(
        new Settings(Clock.systemUTC(), Duration.ZERO, BuildProgress.NONE),
        new PrintWriter(out, true),
        new PrintWriter(out, true),
        args);
    return out.toString();
  }

  @Test
  void everyOptionIsOneOfTheHelpTexts() throws IOException {
    String help = help("--help") + help("inject", "--help") + help("opt-out", "--help");
    assertThat(OPTION.matcher(page()).results().map(MatchResult::group))
        .isNotEmpty()
        .filteredOn(option -> !OF_OTHER_PROGRAMS.contains(option))
        .allSatisfy(option -> assertThat(help).contains(option));
  }

  @Test
  void everyOutcomeThatLeavesAPageAloneIsExplained() throws IOException {
    assertThat(OUTCOME.matcher(page()).results().map(found -> found.group(1)))
        .containsExactlyInAnyOrder(
            List.of(PageOutcome.values()).stream()
                .filter(outcome -> outcome.compareTo(PageOutcome.REMOVED) > 0)
                .map(PageOutcome::name)
                .toArray(String[]::new));
  }
}
