package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.Metric;
import io.github.plausible4j.stats.StatsQuery;
import io.github.plausible4j.stats.StatsResult;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlausibleServerTest {
  private static final String SIGNUP =
      "{\"name\":\"Signup\",\"url\":\"https://blog.example.com/join\",\"domain\":\"blog.example.com\"}";

  @Test
  void aServerWithoutSitesTakesEventsOfAnySite() {
    try (PlausibleServer server = PlausibleServer.start()) {
      assertThat(Http.event(server, SIGNUP).body()).isEqualTo("ok");

      assertThat(server.events()).extracting(RecordedEvent::name).containsExactly("Signup");
      assertThat(server.dropped()).isEmpty();
    }
  }

  @Test
  void aServerWithSitesDropsEventsOfOthersAndTellsTheReason() {
    try (PlausibleServer server = PlausibleServer.forSites("shop.example.com")) {
      assertThat(Http.event(server, SIGNUP).headers().firstValue("x-plausible-dropped"))
          .contains("1");

      assertThat(server.events()).isEmpty();
      assertThat(server.dropped())
          .extracting(DroppedEvent::domain, DroppedEvent::reason)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(
                  "blog.example.com", DroppedEvent.Reason.UNKNOWN_SITE));
    }
  }

  @Test
  void itPrintsItsAddressAndWhatItHasTakenButNoKey() {
    try (PlausibleServer server = PlausibleServer.start()) {
      Http.event(server, SIGNUP);

      assertThat(server)
          .hasToString("PlausibleServer[" + server.url() + ", 1 events stored, 0 dropped]");
    }
  }

  @Test
  void anySiteMayBeTakenBesidesConfiguredOnes() {
    try (PlausibleServer server =
        PlausibleServer.builder().site("shop.example.com").anySite().start()) {
      Http.event(server, SIGNUP);

      assertThat(server.events()).hasSize(1);
    }
  }

  @Test
  void resetForgetsEventsAndFaultsButKeepsTheAddress() {
    try (PlausibleServer server = PlausibleServer.start()) {
      Http.event(server, SIGNUP);
      server.fail(5, 503);
      String url = server.url();

      server.reset();

      assertThat(server.events()).isEmpty();
      assertThat(server.url()).isEqualTo(url);
      assertThat(Http.event(server, SIGNUP).statusCode()).isEqualTo(202);
    }
  }

  @Test
  void waitingForEventsNamesThoseThatDidArrive() {
    try (PlausibleServer server = PlausibleServer.start()) {
      Http.event(server, SIGNUP);

      assertThatThrownBy(() -> server.awaitEvents(2, Duration.ofMillis(1)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("1 of 2")
          .hasMessageContaining("Signup blog.example.com/join");
    }
  }

  @Test
  void waitingForEventsEndsWithTheLastOfThem() throws InterruptedException {
    try (PlausibleServer server = PlausibleServer.start()) {
      Thread sender = new Thread(() -> Http.event(server, SIGNUP));
      sender.start();

      List<RecordedEvent> events = server.awaitEvents(1, Duration.ofMinutes(5));

      sender.join();
      assertThat(events).hasSize(1);
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    try (PlausibleServer server = PlausibleServer.start()) {
      PlausibleServer.Builder same = PlausibleServer.builder().port(server.port());

      assertThatThrownBy(same::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(":" + server.port());
    }
  }

  @Test
  void theRangeOfEverythingBeginsWhereTheSiteSays() {
    TestSite old = TestSite.builder("old.test").statsStart(LocalDate.of(2025, 12, 24)).build();
    try (PlausibleServer server =
            PlausibleServer.builder()
                .site(old)
                .clock(new TickingClock("2026-01-01T10:59:00Z"))
                .start();
        Plausible plausible = Plausible.builder(server.url()).apiKey(server.apiKey()).build()) {
      StatsResult everything =
          plausible
              .stats()
              .query(
                  StatsQuery.builder("old.test")
                      .metrics(Metric.VISITORS)
                      .dateRange(DateRange.all())
                      .build());

      assertThat(everything.json().at("/query/date_range/0").asText())
          .isEqualTo("2025-12-24T00:00:00Z");
    }
  }

  @Test
  void aSiteIsAddedOnce() {
    PlausibleServer.Builder builder = PlausibleServer.builder().site("a.example.com");

    assertThatThrownBy(() -> builder.site("a.example.com"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.example.com");
  }

  @Test
  void aClosedServerFreesItsPort() {
    // Another process may take a free port at any time, but not ten times in a row.
    assertThat(Stream.generate(PlausibleServerTest::isPortFreeAfterClose).limit(10))
        .anyMatch(free -> free);
  }

  private static boolean isPortFreeAfterClose() {
    PlausibleServer first = PlausibleServer.start();
    int port = first.port();
    first.close();
    try (PlausibleServer second = PlausibleServer.builder().port(port).start()) {
      return Http.event(second, SIGNUP).statusCode() == 202;
    } catch (IllegalStateException taken) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.example,b.example", "https://blog.example.com"})
  void aSiteIsNamedByOneDomain(String site) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlausibleServer.builder().site(site))
        .withMessageContaining("use one such as blog.example.com");
  }
}
