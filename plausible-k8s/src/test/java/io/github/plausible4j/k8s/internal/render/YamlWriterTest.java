package io.github.plausible4j.k8s.internal.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is what an independent reader reads. */
class YamlWriterTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final KubernetesSerialization READER = new KubernetesSerialization();

  private static String write(JsonNode value) throws IOException {
    StringBuilder out = new StringBuilder();
    YamlWriter.append(JSON.treeAsTokens(value), out);
    return out.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "plain, a: plain",
    "https://stats.example.org, a: https://stats.example.org",
    "true, a: \"true\"",
    "No, a: \"No\"",
    "3.2.1, a: \"3.2.1\"",
    "1e3, a: \"1e3\"",
    "two words, a: \"two words\"",
    "'key: value', 'a: \"key: value\"'",
    "trailing:, 'a: \"trailing:\"'",
    "a#b, 'a: \"a#b\"'",
    "'', 'a: \"\"'"
  })
  void aStringIsQuotedWhereItCouldBeReadAsSomethingElse(String value, String line)
      throws IOException {
    assertThat(write(JSON.valueToTree(Map.of("a", value)))).isEqualTo("---\n" + line + "\n");
  }

  /** YAML 1.1, which kubectl reads, folds some of these to a space and refuses the others. */
  @Test
  void whatIsTheEndOfALineToKubectlIsEscaped() throws IOException {
    assertThat(write(JSON.valueToTree(Map.of("a", "1\u0085\u20282\u007f\ufeff"))))
        .isEqualTo("---\na: \"1\\u0085\\u20282\\u007f\\ufeff\"\n");
  }

  /** A line with the end of a file from Windows is not the same without its carriage return. */
  @ParameterizedTest(name = "[{index}]")
  @ValueSource(
      strings = {
        "first line\r\n",
        "\u007fscript\n",
        "script\u007f\n",
        "script\u0000\n",
        "\ufeff#!/bin/sh\n",
        "script\u0085\n",
        "\u2028script\n",
        "noncharacter \uffff",
        "noncharacter \ufffe\n"
      })
  void whatNoLineMayHoldIsEscapedAtTheEndsOfATextToo(String text) throws IOException {
    String yaml = write(JSON.valueToTree(Map.of("a", text)));

    assertThat(yaml).matches("---\na: \"[ -~]*\"\n");
    assertThat(READER.unmarshal(yaml, JsonNode.class).get("a").asText()).isEqualTo(text);
  }

  @Property(tries = 300)
  void everyTreeIsReadAsItWas(@ForAll("trees") Object tree) throws Exception {
    JsonNode written = JSON.readTree(JSON.writeValueAsString(Map.of("root", tree)));
    JsonNode read = READER.unmarshal(write(written), JsonNode.class);
    assertThat(JSON.readTree(read.toString())).isEqualTo(written);
  }

  @Provide
  Arbitrary<Object> trees() {
    return tree(3);
  }

  /** Whole characters of any kind, mostly at the ends of lines. */
  private static Arbitrary<String> strangeLines() {
    Arbitrary<String> characters =
        Arbitraries.chars()
            .all()
            .filter(c -> !Character.isSurrogate(c))
            .map(String::valueOf)
            .edgeCases(none -> none.none());
    Arbitrary<String> common =
        Arbitraries.of("a", " ", "\n", "\r", "\r\n", "\t", "\u0000", "\u0085", "\uffff", "😀");
    return Arbitraries.frequencyOf(Tuple.of(4, common), Tuple.of(1, characters))
        .list()
        .ofMaxSize(6)
        .map(parts -> String.join("", parts));
  }

  private static Arbitrary<Object> tree(int depth) {
    Arbitrary<String> text =
        Arbitraries.oneOf(
            Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars('\n', '\t', 'é', '☃', '\u007f', '\u0085', '\u2028', '\ufeff')
                .ofMaxLength(12),
            strangeLines(),
            Arbitraries.of(
                "yes", "null", "~", "- a", "#", "0x1F", "1_000", "12:30", "a\nb\n", "\n", " x\n"),
            Arbitraries.of(
                "#!/bin/sh\n\n  echo \"a\"\n",
                "a \nb\n",
                "|",
                ">",
                "@x",
                "%y",
                "{}",
                "[]",
                "a: b\n"));
    Arbitrary<Object> leaf =
        Arbitraries.oneOf(
            text.map(value -> (Object) value),
            Arbitraries.integers().map(value -> (Object) value),
            Arbitraries.of(true, false).map(value -> (Object) value));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Object> below = Arbitraries.lazy(() -> tree(depth - 1));
    return Arbitraries.oneOf(
        leaf,
        below.list().ofMaxSize(3).map(value -> (Object) value),
        Arbitraries.maps(text, below).ofMaxSize(3).map(value -> (Object) value));
  }
}
