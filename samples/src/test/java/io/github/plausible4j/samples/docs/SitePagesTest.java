package io.github.plausible4j.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The site is made by VitePress, which reads each page as a template of Vue. */
class SitePagesTest {
  static Stream<Path> pages() throws Exception {
    try (Stream<Path> docs = Files.list(Markdown.root().resolve("docs"))) {
      return docs.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void noPageHasDoubleBracesOutsideOfABlockOfCode(Path page) throws Exception {
    assertThat(Files.readString(page).replaceAll("(?ms)^ *```.*?^ *```$", "")).doesNotContain("{{");
  }
}
