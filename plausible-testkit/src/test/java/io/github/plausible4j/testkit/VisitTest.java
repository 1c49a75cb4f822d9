package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is one visitor, and what is one visit. */
class VisitTest {
  private final TickingClock clock = new TickingClock("2026-03-01T12:00:00Z");

  @ParameterizedTest(name = "a pause of {0} minutes and {1} seconds gives {2} visits")
  @CsvSource({"0,0,1", "29,59,1", "30,0,1", "30,59,1", "31,0,2", "600,0,2"})
  void aVisitEndsAfterThirtyMinutesOfSilence(int minutes, int seconds, int visits) {
    try (PlausibleServer server = server()) {
      send(server, "https://a.test/1");
      clock.advance(Duration.ofMinutes(minutes).plusSeconds(seconds));
      send(server, "https://a.test/2");

      assertThat(server.events().stream().map(RecordedEvent::visitId).distinct()).hasSize(visits);
      assertThat(server.events().stream().map(RecordedEvent::visitorId).distinct()).hasSize(1);
    }
  }

  @Test
  void everyEventProlongsItsVisit() {
    try (PlausibleServer server = server()) {
      for (int i = 0; i < 5; i++) {
        send(server, "https://a.test/" + i);
        clock.advance(Duration.ofMinutes(20));
      }

      assertThat(server.events().stream().map(RecordedEvent::visitId).distinct()).hasSize(1);
    }
  }

  @Test
  void anEngagementProlongsItsVisitAndBelongsToIt() {
    try (PlausibleServer server = server()) {
      send(server, "https://a.test/");
      clock.advance(Duration.ofMinutes(20));
      engage(server);
      clock.advance(Duration.ofMinutes(20));
      send(server, "https://a.test/");

      assertThat(server.events().stream().map(RecordedEvent::visitId).distinct()).hasSize(1);
      assertThat(server.events()).hasSize(3);
    }
  }

  @Test
  void anEngagementAfterTheVisitIsDropped() {
    try (PlausibleServer server = server()) {
      send(server, "https://a.test/");
      clock.advance(Duration.ofMinutes(31));
      engage(server);

      assertThat(server.events()).hasSize(1);
      assertThat(server.dropped())
          .extracting(DroppedEvent::reason)
          .containsExactly(DroppedEvent.Reason.NO_VISIT_FOR_ENGAGEMENT);
    }
  }

  @Test
  void whatAVisitWasBegunWithStaysWithIt() {
    try (PlausibleServer server = server()) {
      send(server, "https://a.test/?utm_source=newsletter&utm_medium=email");
      send(server, "https://a.test/2?utm_source=other");

      assertThat(server.events())
          .extracting(RecordedEvent::source)
          .containsExactly("newsletter", "newsletter");
      assertThat(server.events())
          .extracting(RecordedEvent::channel)
          .containsExactly("Email", "Email");
    }
  }

  @Test
  void addressUserAgentAndSiteTellVisitorsApart() {
    try (PlausibleServer server = server()) {
      String page = "{\"name\":\"pageview\",\"url\":\"https://a.test/\",\"domain\":\"a.test\"}";
      Http.event(server, page, "X-Forwarded-For", "192.0.2.1", "User-Agent", "one");
      Http.event(server, page, "X-Forwarded-For", "192.0.2.2", "User-Agent", "one");
      Http.event(server, page, "X-Forwarded-For", "192.0.2.1", "User-Agent", "two");
      Http.event(
          server,
          page.replace("\"domain\":\"a.test\"", "\"domain\":\"b.test\""),
          "X-Forwarded-For",
          "192.0.2.1",
          "User-Agent",
          "one");
      Http.event(server, page, "X-Forwarded-For", "192.0.2.1", "User-Agent", "one");

      List<String> visitors = server.events().stream().map(RecordedEvent::visitorId).toList();
      assertThat(visitors.subList(0, 4)).doesNotHaveDuplicates();
      assertThat(visitors.get(4)).isEqualTo(visitors.get(0));
    }
  }

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource({
    "https://shop.a.co.uk/,https://blog.a.co.uk/,true",
    "https://a.co.uk/,https://b.co.uk/,false",
    "https://shop.example.com/,https://example.com/,true",
    "https://192.0.2.7/,https://192.0.2.8/,false",
    "https://backend/,https://backend/x,true",
    "https://backend/,https://other/,false",
    "/x,/y,true",
    "/x,https://example.com/,false",
  })
  void hostsOfOneRegistrableDomainHaveOneVisitor(String first, String second, boolean one) {
    try (PlausibleServer server = server()) {
      send(server, first);
      send(server, second);

      assertThat(server.events().stream().map(RecordedEvent::visitorId).distinct().count() == 1)
          .isEqualTo(one);
    }
  }

  @Test
  void midnightOfUtcChangesTheVisitorButNotTheVisit() {
    TickingClock evening = new TickingClock("2026-03-01T23:50:00Z");
    try (PlausibleServer server = PlausibleServer.builder().clock(evening).start()) {
      send(server, "https://a.test/");
      evening.advance(Duration.ofMinutes(20));
      send(server, "https://a.test/");
      send(server, "https://a.test/");

      assertThat(server.events().stream().map(RecordedEvent::visitId).distinct()).hasSize(1);
      List<String> visitors = server.events().stream().map(RecordedEvent::visitorId).toList();
      assertThat(visitors.get(1)).isNotEqualTo(visitors.get(0)).isEqualTo(visitors.get(2));
    }
  }

  @Test
  void nobodyIsKnownAgainOnTheNextDay() {
    try (PlausibleServer server = server()) {
      send(server, "https://a.test/");
      clock.advance(Duration.ofDays(1));
      send(server, "https://a.test/");

      assertThat(server.events().stream().map(RecordedEvent::visitorId).distinct()).hasSize(2);
    }
  }

  private PlausibleServer server() {
    return PlausibleServer.builder().clock(clock).start();
  }

  private static void send(PlausibleServer server, String url) {
    Http.event(server, "{\"name\":\"pageview\",\"domain\":\"a.test\",\"url\":\"" + url + "\"}");
  }

  private static void engage(PlausibleServer server) {
    Http.event(
        server,
        "{\"name\":\"engagement\",\"domain\":\"a.test\",\"url\":\"https://a.test/\",\"sd\":50}");
  }
}
