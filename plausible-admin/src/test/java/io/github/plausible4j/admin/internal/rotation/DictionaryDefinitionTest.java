package io.github.plausible4j.admin.internal.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The statements are as a ClickHouse 26.7 shows them. */
class DictionaryDefinitionTest {
  private static final String LOCATIONS =
      "CREATE DICTIONARY events.location_data_dict (`type` String, `id` String, `name` String)"
          + " PRIMARY KEY type, id SOURCE(CLICKHOUSE(TABLE location_data DB 'events' USER"
          + " 'plausible' PASSWORD '[HIDDEN]')) LIFETIME(MIN 0 MAX 0)"
          + " LAYOUT(COMPLEX_KEY_CACHE(SIZE_IN_CELLS 500000))";

  @Test
  void aPasswordIsReplacedAndAllElseKept() {
    DictionaryDefinition definition = DictionaryDefinition.parse(LOCATIONS).orElseThrow();

    assertThat(definition.user()).isEqualTo("plausible");
    assertThat(definition.host()).isEmpty();
    assertThat(definition.replacement("plausible", SecretValue.of("new")))
        .isEqualTo(
            LOCATIONS
                .replace("CREATE DICTIONARY", "CREATE OR REPLACE DICTIONARY")
                .replace("[HIDDEN]", "new"));
  }

  @Test
  void aLoginIsReplacedInEitherOrder() {
    String turned =
        LOCATIONS.replace(
            "USER 'plausible' PASSWORD '[HIDDEN]'", "PASSWORD '[HIDDEN]' USER 'plausible'");

    for (String statement : List.of(LOCATIONS, turned)) {
      assertThat(
              DictionaryDefinition.parse(statement)
                  .orElseThrow()
                  .replacement("another", SecretValue.of("new")))
          .isEqualTo(
              statement
                  .replace("CREATE DICTIONARY", "CREATE OR REPLACE DICTIONARY")
                  .replace("'plausible'", "'another'")
                  .replace("[HIDDEN]", "new"));
    }
  }

  @Test
  void aPasswordWithQuotesAndBackslashesIsALiteral() {
    assertThat(
            DictionaryDefinition.parse(LOCATIONS)
                .orElseThrow()
                .replacement("plausible", SecretValue.of("a'b\\c")))
        .contains("PASSWORD 'a\\'b\\\\c'))");
  }

  @Test
  void aReleaseThatShowsThePasswordIsUnderstoodAsWell() {
    assertThat(
            DictionaryDefinition.parse(LOCATIONS.replace("[HIDDEN]", "it\\'s (old) ''PASSWORD''"))
                .orElseThrow()
                .replacement("plausible", SecretValue.of("new")))
        .contains("PASSWORD 'new')) LIFETIME");
  }

  @Test
  void textThatLooksLikeASourceIsNone() {
    String odd =
        "CREATE DICTIONARY p.`odd \\` dict` (`a` UInt64, `b` String DEFAULT 'PASSWORD \\'x\\'')"
            + " PRIMARY KEY a SOURCE(CLICKHOUSE(HOST '127.0.0.1' PORT 9000 QUERY 'select a,"
            + " \\'USER\\' from t' DB 'p' USER plausible PASSWORD '[HIDDEN]')) LIFETIME(MIN 0 MAX"
            + " 0) LAYOUT(FLAT()) COMMENT 'SOURCE(CLICKHOUSE(USER \\'x\\' PASSWORD \\'y\\'))'";
    DictionaryDefinition definition = DictionaryDefinition.parse(odd).orElseThrow();

    assertThat(definition.user()).isEqualTo("plausible");
    assertThat(definition.host()).isEmpty();
    assertThat(definition.replacement("plausible", SecretValue.of("new")))
        .isEqualTo(
            odd.replace("CREATE DICTIONARY", "CREATE OR REPLACE DICTIONARY")
                .replace("USER plausible", "USER 'plausible'")
                .replace("[HIDDEN]", "new"));
  }

  @Test
  void aSourceOnAnotherHostIsTold() {
    assertThat(
            DictionaryDefinition.parse(
                    LOCATIONS.replace("TABLE location", "HOST 'other.example.org' TABLE location"))
                .orElseThrow()
                .host())
        .isEqualTo("other.example.org");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE DICTIONARY p.d (`a` UInt64) PRIMARY KEY a SOURCE(CLICKHOUSE(TABLE t))"
            + " LIFETIME(MIN 0 MAX 0) LAYOUT(FLAT())",
        "CREATE DICTIONARY p.d (`a` UInt64) PRIMARY KEY a SOURCE(HTTP(URL 'http://x/' FORMAT 'TSV'"
            + " CREDENTIALS (USER 'user' PASSWORD '[HIDDEN]'))) LAYOUT(FLAT())",
        "CREATE DICTIONARY p.d (`a` UInt64) PRIMARY KEY a SOURCE(CLICKHOUSE(NAME collection TABLE"
            + " t)) LAYOUT(FLAT())",
        "",
        "CREATE DICTIONARY p.d (`a` UInt64) PRIMARY KEY a SOURCE(CLICKHOUSE(USER 'u' PASSWORD"
      })
  void aSourceWithoutALoginIsNotOurs(String statement) {
    assertThat(DictionaryDefinition.parse(statement)).isEmpty();
  }
}
