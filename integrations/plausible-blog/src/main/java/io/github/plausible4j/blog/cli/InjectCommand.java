package io.github.plausible4j.blog.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.blog.html.HtmlPages;
import io.github.plausible4j.blog.html.PageChange;
import io.github.plausible4j.blog.html.PageChanges;
import io.github.plausible4j.blog.html.PageOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Adds the snippet to every page, or removes it. */
@Command(
    name = "inject",
    description =
        "Adds the script that counts visitors to every page. Replaces that of an earlier run.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 done; 1 a page could not be changed, or with --strict a page blocks the"
          + " script or has an old compressed copy; 2 wrong options."
    })
final class InjectCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--site",
      paramLabel = "DIR",
      description = "output of the generator; default: public")
  private Path site = Path.of("public");

  @Mixin private SnippetOptions snippet = new SnippetOptions();

  @Option(
      names = "--without",
      paramLabel = "GLOB",
      description = "exclude pages, such as 'drafts/**'; may be repeated")
  private List<String> without = List.of();

  @Option(names = "--remove", description = "remove the snippet of an earlier run")
  private boolean remove;

  @Option(names = "--strict", description = "exit with 1 if a page needs attention")
  private boolean strict;

  @Option(names = "--json", description = "print the result as JSON")
  private boolean json;

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets the command before it calls it");
    }
    HtmlPages pages = HtmlPages.of(site).without(without.toArray(String[]::new));
    PageChanges changes =
        remove ? pages.remove() : pages.inject(snippet.snippet(spec.commandLine()));
    spec.commandLine().getOut().println(json ? json(changes) : changes);
    boolean failed = changes.count(PageOutcome.FAILED) > 0;
    return failed || (strict && !changes.isComplete()) ? 1 : 0;
  }

  private static String json(PageChanges changes) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("summary", changes.summary());
    json.put("complete", changes.isComplete());
    changes.warnings().forEach(json.putArray("warnings")::add);
    ArrayNode pages = json.putArray("pages");
    for (PageChange change : changes.pages()) {
      ObjectNode page = pages.addObject();
      page.put("page", change.page().toString());
      page.put("outcome", change.outcome().name().toLowerCase(Locale.ROOT));
      if (!change.reason().isEmpty()) {
        page.put("reason", change.reason());
      }
      if (!change.staleCopies().isEmpty()) {
        ArrayNode copies = page.putArray("staleCopies");
        change.staleCopies().forEach(copy -> copies.add(copy.toString()));
      }
    }
    return json.toPrettyString();
  }
}
