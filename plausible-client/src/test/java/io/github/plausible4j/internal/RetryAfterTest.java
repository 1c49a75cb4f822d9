package io.github.plausible4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "120, 120",
    "' 7 ', 7",
    "99999999999, 2147483647",
    "'Mon, 23 Nov 2026 10:00:30 GMT', 30",
    "'Mon, 23 Nov 2026 09:59:30 GMT', 0",
    "'Fri, 31 Dec 9999 23:59:59 GMT', 2147483647"
  })
  void bothFormsAreRead(String header, long seconds) {
    assertThat(RetryAfter.parse(header, CLOCK)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"-1", "soon", "1.5", "Mon, 23 Nov", "१२"})
  void whatCannotBeReadAsksForNothing(String header) {
    assertThat(RetryAfter.parse(header, CLOCK)).isEmpty();
  }
}
