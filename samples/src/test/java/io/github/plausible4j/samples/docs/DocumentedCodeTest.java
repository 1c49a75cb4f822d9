package io.github.plausible4j.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation shows as Java compiles against the library. */
class DocumentedCodeTest {
  /** Needs Spring: a test of the starter compiles it. */
  private static final String OF_THE_STARTER = "docs/spring-boot.md";

  static Stream<Markdown.Block> blocks() {
    return Markdown.all().stream()
        .filter(document -> !document.name().equals(OF_THE_STARTER))
        .flatMap(document -> document.blocks("java").stream());
  }

  static Stream<JavadocSnippet> snippets() {
    return JavadocSnippet.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("blocks")
  void compiles(Markdown.Block block) {
    assertThat(JavaSnippet.problems(block)).as("%s%n%s", block, block.code()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("snippets")
  void javadocCompiles(JavadocSnippet snippet) {
    assertThat(JavaSnippet.problems(snippet.code(), snippet.home()))
        .as("%s%n%s", snippet, snippet.code())
        .isEmpty();
  }

  @Test
  void everyGuideAndTheReadmeAreLookedAt() {
    assertThat(blocks().map(Markdown.Block::document))
        .contains(
            "README.md", "docs/statistics.md", "docs/kubernetes.md", "docs/administration.md");
    assertThat(snippets().map(JavadocSnippet::toString)).anyMatch(name -> name.contains("Event"));
  }

  @Test
  void whatDoesNotCompileIsFound() {
    assertThat(JavaSnippet.problems("plausible.stats().queri();\n", ""))
        .singleElement()
        .asString()
        .contains("queri");
  }
}
