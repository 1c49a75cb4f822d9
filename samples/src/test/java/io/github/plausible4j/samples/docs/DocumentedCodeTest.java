package io.github.plausible4j.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation shows as Java compiles against the library. */
class DocumentedCodeTest {
  /** Documents whose blocks of Java are compiled; a document with Java belongs here. */
  private static final List<String> DOCUMENTS = List.of("docs/statistics.md");

  static Stream<Markdown.Block> blocks() {
    return DOCUMENTS.stream().flatMap(path -> Markdown.read(path).blocks("java").stream());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("blocks")
  void compiles(Markdown.Block block) {
    assertThat(JavaSnippet.problems(block.code())).as("%s%n%s", block, block.code()).isEmpty();
  }

  @Test
  void whatDoesNotCompileIsFound() {
    assertThat(JavaSnippet.problems("plausible.stats().queri();\n"))
        .singleElement()
        .asString()
        .contains("queri");
  }
}
