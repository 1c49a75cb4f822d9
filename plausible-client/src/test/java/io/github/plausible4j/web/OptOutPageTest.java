package io.github.plausible4j.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptOutPageTest {
  private static final OptOutTexts HOSTILE =
      new OptOutTexts(
          "x\" onload=\"a", "<b>", "<i>", "</script>", "<u>", "%s", "&", "<p>", "</noscript>");

  @TempDir Path directory;

  @Test
  void wordsAreShownAndNotObeyed() {
    assertThat(OptOutPage.of(HOSTILE).toHtml())
        .doesNotContain("<b>", "<i>", "<u>", "lang=\"x\"", "</script>\"")
        .contains("<title>&#60;b&#62;</title>", "\"\\u003c/script>\"", "\"refuse\":\"%s\"");
  }

  @Test
  void thePageIsAsciiWhateverTheWords() {
    assertThat(OptOutPage.of(OptOutTexts.german()).toHtml().chars()).allMatch(c -> c < 128);
  }

  @Test
  void itIsWrittenWithTheDirectoriesAboveIt() throws IOException {
    Path file = directory.resolve("statistics/index.html");
    OptOutPage page = OptOutPage.of(OptOutTexts.english());
    page.writeTo(file);
    assertThat(Files.readString(file)).isEqualTo(page.toHtml());
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.createFile(directory.resolve("file")).resolve("index.html");
    assertThatThrownBy(() -> OptOutPage.of(OptOutTexts.english()).writeTo(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("index.html");
  }
}
