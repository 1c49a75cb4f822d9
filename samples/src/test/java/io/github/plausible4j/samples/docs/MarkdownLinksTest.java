package io.github.plausible4j.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A link from a page to a file of the repository, or to a heading, leads there. */
class MarkdownLinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);

  static Stream<Path> pages() throws IOException {
    Path root = Markdown.root();
    try (Stream<Path> top = Files.list(root);
        Stream<Path> docs = Files.list(root.resolve("docs"))) {
      return Stream.concat(top, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void eachLinkLeadsSomewhere(Path page) throws IOException {
    assertThat(LINK.matcher(Files.readString(page)).results().map(link -> link.group(1)))
        .filteredOn(link -> !link.contains("://") && !link.startsWith("mailto:"))
        .allSatisfy(link -> assertThat(leadsSomewhere(page, link)).as(link).isTrue());
  }

  private static boolean leadsSomewhere(Path page, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
    if (!Files.exists(file) || parts.length == 1 || !file.toString().endsWith(".md")) {
      return Files.exists(file);
    }
    return HEADING
        .matcher(Files.readString(file))
        .results()
        .anyMatch(heading -> anchor(heading.group(1)).equals(parts[1]));
  }

  /** As GitHub and the site make it. */
  private static String anchor(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .strip()
        .replace(' ', '-');
  }
}
