package io.github.plausible4j.k8s.progress;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the environment says about a terminal. */
class TerminalTest {

  @Test
  void aTerminalIsRedrawnInColours() {
    assertThat(Terminal.of(Map.of("TERM", "xterm-256color"), true, UTF_8))
        .isEqualTo(new Terminal(true, true, true, 0));
  }

  @Test
  void aPipeIsNot() {
    assertThat(Terminal.of(Map.of("TERM", "xterm"), false, UTF_8))
        .isEqualTo(new Terminal(false, false, true, 0));
  }

  @Test
  void aTerminalThatCannotMoveItsCursorIsNot() {
    assertThat(Terminal.of(Map.of("TERM", "dumb"), true, UTF_8).redraws()).isFalse();
    assertThat(Terminal.of(Map.of(), true, UTF_8).redraws()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1,false", "0,false", "'',true"})
  void noColorWithAnyValueTurnsColoursOffAndNothingElse(String value, boolean colours) {
    assertThat(Terminal.of(Map.of("TERM", "xterm", "NO_COLOR", value), true, UTF_8))
        .isEqualTo(new Terminal(true, colours, true, 0));
  }

  @Test
  void anAsciiTerminalGetsAscii() {
    assertThat(Terminal.of(Map.of("TERM", "xterm"), true, US_ASCII).signs()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"80,80", "0,0", "-1,0", "wide,0", "999999999999,0"})
  void onlyASensibleWidthCounts(String columns, int width) {
    assertThat(Terminal.of(Map.of("TERM", "xterm", "COLUMNS", columns), true, UTF_8).columns())
        .isEqualTo(width);
  }
}
