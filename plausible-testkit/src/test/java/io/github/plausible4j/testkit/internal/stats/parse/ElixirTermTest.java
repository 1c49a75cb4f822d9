package io.github.plausible4j.testkit.internal.stats.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElixirTermTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          null                   | nil
          true                   | true
          12345678901234567890   | 12345678901234567890
          -3                     | -3
          1.5                    | 1.5
          2.0                    | 2.0
          100000.0               | 100000.0
          1e20                   | 1.0e+20
          0.00000015             | 1.5e-7
          0.0                    | 0.0
          "a"                    | "a"
          "Grüße 世界"            | "Grüße 世界"
          "say \\"no\\" \\\\"    | "say \\"no\\" \\\\"
          "a\\nb\\tc"            | "a\\nb\\tc"
          "#{x} # {"             | "\\#{x} # {"
          "\\u001b\\u0000"       | "\\e\\0"
          []                     | []
          [1, "a", [null]]       | [1, "a", [nil]]
          {}                     | %{}
          {"b": 1, "a": {"c": []}} | %{"a" => %{"c" => []}, "b" => 1}
          """)
  void inspects(String json, String expected) throws Exception {
    assertThat(ElixirTerm.inspect(new ObjectMapper().readTree(json))).isEqualTo(expected);
  }

  @Test
  void aLongListIsCut() throws Exception {
    String ones = String.join(",", Collections.nCopies(60, "1"));

    assertThat(ElixirTerm.inspect(new ObjectMapper().readTree("[" + ones + "]")))
        .isEqualTo("[" + String.join(", ", Collections.nCopies(50, "1")) + ", ...]");
  }
}
