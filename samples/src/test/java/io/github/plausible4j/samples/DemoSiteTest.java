package io.github.plausible4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.testkit.SeededEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoSiteTest {
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  @Test
  void theLastSevenWholeDaysHaveTheSamePagesOnEachDayOfTheWeek() {
    List<List<String>> weeks =
        IntStream.range(0, 7)
            .mapToObj(day -> NOON.atZone(ZoneOffset.UTC).plusDays(day).toInstant())
            .map(DemoSiteTest::pagesOfTheLastSevenDays)
            .toList();

    assertThat(weeks.get(0)).hasSizeGreaterThan(200);
    assertThat(weeks).containsOnly(weeks.get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-28T00:00:10Z", "2026-11-28T12:00:00Z", "2026-11-28T23:59:59Z"})
  void nobodyIsThereInTheFuture(Instant now) {
    assertThat(DemoSite.events(now)).noneMatch(event -> time(event).isAfter(now));
  }

  @Test
  void threeReadersAreThereAtAnyTimeOfADay() {
    for (int minute = 0; minute < 24 * 60; minute += 5) {
      Instant now = NOON.plus(Duration.ofMinutes(minute));

      assertThat(DemoSite.events(now))
          .filteredOn(event -> time(event).isAfter(now.minus(Duration.ofMinutes(6))))
          .as("at %s", now)
          .hasSize(3);
    }
  }

  private static List<String> pagesOfTheLastSevenDays(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    Stream<SeededEvent> week =
        DemoSite.events(now).stream()
            .filter(
                event -> {
                  LocalDate day = LocalDate.ofInstant(time(event), ZoneOffset.UTC);
                  return day.isBefore(today) && !day.isBefore(today.minusDays(7));
                });
    return week.map(event -> event.toString().split(" ", 2)[1]).sorted().toList();
  }

  private static Instant time(SeededEvent event) {
    return Instant.parse(event.toString().split(" ", 2)[0]);
  }
}
