package io.github.plausible4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message tells people to call is there to be called. */
class RemediesExistTest {
  private static final PublicApi API =
      PublicApi.of(List.of(Modules.sources("plausible-k8s"), Modules.sources("plausible-admin")));

  @ParameterizedTest
  @CsvSource({"plausible-k8s, 25", "plausible-admin, 25"})
  void everyMessageNamesWhatExists(String module, int atLeast) {
    List<String> missing = new ArrayList<>();
    int named = 0;
    for (MessageTexts message : MessageTexts.of(Modules.sources(module))) {
      API.missing(message.text())
          .forEach(name -> missing.add(message.file() + ": " + name + " in: " + message.text()));
      named +=
          message.text().matches("(?s).*\\b(\\w+\\(\\)|[A-Z]\\w+\\.[a-zA-Z]|with[A-Z]).*") ? 1 : 0;
    }

    assertThat(missing).isEmpty();
    assertThat(named).isGreaterThan(atLeast);
    assertThat(API.size()).isGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "call sites().fly first",
        "see pages().list()",
        "use StorageSpec.tape",
        "give it to RestoreOptions.builder().secretKeyBases",
        "take TapeSpec.of",
        "call undo()",
        "add withWings"
      })
  void aMessageThatNamesNothingIsFound(String text) {
    assertThat(API.missing(text)).hasSize(1);
  }

  @Test
  void aTextIsPutTogetherAndSqlIsLeftOut() {
    assertThat(
            MessageTexts.of(
                "A.java",
                """
                // "in a comment"
                throw new A("call sites()" + ".adopt" + name + " or \\"b\\"");
                tx.update("UPDATE a SET b = now()" + " WHERE c");
                """))
        .extracting(MessageTexts::text)
        .containsExactly("call sites().adopt", " or \"b\"");
  }
}
