package io.github.plausible4j.blog.cli;

import io.github.plausible4j.web.OptOutPage;
import io.github.plausible4j.web.OptOutTexts;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the page on which a visitor can opt out of being counted. */
@Command(
    name = "opt-out",
    description = "Writes a page on which a visitor can opt out of being counted, or opt in again.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class OptOutCommand implements Callable<Integer> {
  /** The languages of the page. */
  enum Language {
    en,
    de
  }

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "the file to write; default: public/statistics/index.html")
  private Path file = Path.of("public", "statistics", "index.html");

  @Option(names = "--language", description = "${COMPLETION-CANDIDATES}; default: en")
  private Language language = Language.en;

  @Override
  public Integer call() {
    OptOutTexts texts =
        switch (language) {
          case en -> OptOutTexts.english();
          case de -> OptOutTexts.german();
        };
    OptOutPage.of(texts).writeTo(file);
    if (spec != null) {
      spec.commandLine().getOut().println(file + " is written; add a link to it to every page");
    }
    return 0;
  }
}
