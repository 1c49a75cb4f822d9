package io.github.plausible4j.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DateRangeTest {
  // Already the 24th in Berlin, still the 23rd in London and New York.
  private static final Clock LATE =
      Clock.fixed(Instant.parse("2026-11-23T23:30:00Z"), ZoneOffset.UTC);
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  static Stream<Arguments> meanings() {
    return Stream.of(
        arguments(DateRange.today(), "2026-11-24", "2026-11-24"),
        arguments(DateRange.last24Hours(), "2026-11-23", "2026-11-24"),
        arguments(DateRange.lastDays(7), "2026-11-17", "2026-11-23"),
        arguments(DateRange.lastDays(1), "2026-11-23", "2026-11-23"),
        arguments(DateRange.lastMonths(6), "2026-05-01", "2026-10-31"),
        arguments(DateRange.lastMonths(12), "2025-11-01", "2026-10-31"),
        arguments(DateRange.month(), "2026-11-01", "2026-11-30"),
        arguments(DateRange.year(), "2026-01-01", "2026-12-31"),
        arguments(DateRange.day(LocalDate.of(2026, 2, 28)), "2026-02-28", "2026-02-28"),
        arguments(
            DateRange.between(
                OffsetDateTime.parse("2026-11-20T23:30:00Z"),
                OffsetDateTime.parse("2026-11-21T10:00:00Z")),
            "2026-11-21",
            "2026-11-21"));
  }

  @ParameterizedTest(name = "{0} is {1} to {2}")
  @MethodSource("meanings")
  void shorthandsMeanDaysOfTheSitesZone(DateRange range, LocalDate first, LocalDate last) {
    assertThat(range.resolve(LATE, BERLIN)).isEqualTo(new DayRange(first, last));
  }

  @Test
  void todayIsADayEarlierFurtherWest() {
    assertThat(DateRange.today().resolve(LATE, ZoneId.of("America/New_York")).last())
        .isEqualTo(LocalDate.of(2026, 11, 23));
  }

  @Test
  void theStartOfAllIsTheServersSecret() {
    DayRange all = DateRange.all().resolve(LATE, BERLIN);

    assertThat(all).hasToString("up to 2026-11-24");
    assertThatThrownBy(all::previousPeriod).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theRangeBeforeHasAsManyDaysAndEndsTheDayBefore() {
    DayRange week = DateRange.lastDays(7).resolve(LATE, BERLIN);

    assertThat(week).hasToString("2026-11-17 to 2026-11-23 (7 days)");
    assertThat(week.previousPeriod())
        .isEqualTo(DateRange.between(LocalDate.of(2026, 11, 10), LocalDate.of(2026, 11, 16)));
    assertThat(week.yearBefore())
        .isEqualTo(DateRange.between(LocalDate.of(2025, 11, 17), LocalDate.of(2025, 11, 23)));
  }
}
