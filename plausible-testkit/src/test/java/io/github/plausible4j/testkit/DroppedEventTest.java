package io.github.plausible4j.testkit;

import static io.github.plausible4j.testkit.DroppedEvent.Reason.BLOCKED_ADDRESS;
import static io.github.plausible4j.testkit.DroppedEvent.Reason.BLOCKED_COUNTRY;
import static io.github.plausible4j.testkit.DroppedEvent.Reason.BLOCKED_HOSTNAME;
import static io.github.plausible4j.testkit.DroppedEvent.Reason.BLOCKED_PAGE;
import static io.github.plausible4j.testkit.DroppedEvent.Reason.DATA_CENTRE_ADDRESS;
import static io.github.plausible4j.testkit.DroppedEvent.Reason.INGEST_LIMIT;
import static io.github.plausible4j.testkit.DroppedEvent.Reason.NO_VISIT_FOR_ENGAGEMENT;
import static io.github.plausible4j.testkit.DroppedEvent.Reason.SPAM_REFERRER;
import static io.github.plausible4j.testkit.DroppedEvent.Reason.THREAT_ADDRESS;
import static io.github.plausible4j.testkit.DroppedEvent.Reason.UNKNOWN_SITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.plausible4j.testkit.DroppedEvent.Reason;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which events are accepted but not stored. */
class DroppedEventTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource
  void isDropped(Reason reason, String fields, List<String> headers) {
    try (PlausibleServer server = server()) {
      HttpResponse<String> response =
          Http.event(server, event(fields), headers.toArray(String[]::new));

      assertThat(response.statusCode()).isEqualTo(202);
      assertThat(response.body()).isEqualTo("ok");
      assertThat(response.headers().firstValue("x-plausible-dropped")).contains("1");
      assertThat(server.events()).isEmpty();
      assertThat(server.dropped()).extracting(DroppedEvent::reason).containsExactly(reason);
    }
  }

  static Stream<Arguments> isDropped() {
    List<String> none = List.of("X-Nothing", "1");
    return Stream.of(
        arguments(UNKNOWN_SITE, "\"domain\":\"b.test\"", none),
        arguments(UNKNOWN_SITE, "\"domain\":\"SHOP.TEST\"", none),
        arguments(UNKNOWN_SITE, "\"domain\":\"shop.test/blog\"", none),
        arguments(SPAM_REFERRER, "\"referrer\":\"https://www.semalt.com/x\"", none),
        arguments(SPAM_REFERRER, "\"referrer\":\"http://spam.test/\"", none),
        arguments(BLOCKED_ADDRESS, "\"a\":1", List.of("X-Forwarded-For", "203.0.113.66")),
        arguments(BLOCKED_COUNTRY, "\"a\":1", List.of("X-Forwarded-For", "89.160.20.112")),
        arguments(BLOCKED_PAGE, "\"url\":\"https://app.shop.test/private/a/b\"", none),
        arguments(BLOCKED_PAGE, "\"url\":\"https://app.shop.test/admin\"", none),
        arguments(BLOCKED_HOSTNAME, "\"url\":\"https://shop.test/\"", none),
        arguments(BLOCKED_HOSTNAME, "\"url\":\"/path\"", none),
        arguments(DATA_CENTRE_ADDRESS, "\"a\":1", List.of("X-Plausible-IP-Type", "dc_ip")),
        arguments(THREAT_ADDRESS, "\"a\":1", List.of("X-Plausible-IP-Type", "threat_ip")),
        arguments(NO_VISIT_FOR_ENGAGEMENT, "\"name\":\"engagement\",\"sd\":10", none),
        arguments(INGEST_LIMIT, "\"domain\":\"closed.test\"", none));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void isStored(String fields, List<String> headers) {
    try (PlausibleServer server = server()) {
      HttpResponse<String> response =
          Http.event(server, event(fields), headers.toArray(String[]::new));

      assertThat(response.headers().firstValue("x-plausible-dropped")).isEmpty();
      assertThat(server.events()).hasSize(1);
    }
  }

  static Stream<Arguments> isStored() {
    List<String> none = List.of("X-Nothing", "1");
    return Stream.of(
        arguments("\"a\":1", none),
        arguments("\"a\":1", List.of("X-Forwarded-For", "203.0.113.67")),
        arguments("\"a\":1", List.of("X-Debug-Request", "true")),
        arguments("\"url\":\"https://app.shop.test/privately\"", none),
        arguments("\"url\":\"https://app.shop.test/admin/x\"", none),
        arguments("\"url\":\"https://x.cdn.shop.test/\"", none),
        arguments("\"referrer\":\"https://not-semalt.com/\"", none),
        arguments("\"revenue\":{\"amount\":1,\"currency\":\"EUR\"}", none));
  }

  @Test
  void theHeaderCountsTheSitesThatDroppedIt() {
    try (PlausibleServer server = server()) {
      HttpResponse<String> mixed =
          Http.event(server, event("\"domain\":\"shop.test,no1.test,no2.test\""));
      HttpResponse<String> comma = Http.event(server, event("\"domain\":\"shop.test,\""));
      HttpResponse<String> spam =
          Http.event(
              server, event("\"domain\":\"shop.test,open.test\",\"r\":\"http://spam.test\""));

      assertThat(mixed.headers().firstValue("x-plausible-dropped")).contains("2");
      assertThat(comma.headers().firstValue("x-plausible-dropped")).contains("1");
      assertThat(spam.headers().firstValue("x-plausible-dropped")).contains("2");
      assertThat(server.events()).hasSize(2);
    }
  }

  @Test
  void aLimitTakesItsNumberInEachWindowOfTheClock() {
    TickingClock clock = new TickingClock("2026-01-01T10:30:00Z");
    try (PlausibleServer server =
        PlausibleServer.builder()
            .clock(clock)
            .site(TestSite.builder("a.test").ingestLimit(2, Duration.ofHours(1)).build())
            .start()) {
      String event = "{\"name\":\"x\",\"url\":\"https://a.test/\"}";
      for (int i = 0; i < 3; i++) {
        Http.event(server, event);
      }
      assertThat(server.events()).hasSize(2);

      clock.advance(Duration.ofMinutes(30));
      Http.event(server, event);

      assertThat(server.events()).hasSize(3);
      assertThat(server.dropped()).extracting(DroppedEvent::reason).containsExactly(INGEST_LIMIT);
    }
  }

  private static PlausibleServer server() {
    return PlausibleServer.builder()
        .site(
            TestSite.builder("shop.test")
                .blockAddress("203.0.113.66")
                .blockCountry("SE")
                .blockPage("/private/**")
                .blockPage("/admin")
                .allowHostname("app.shop.test")
                .allowHostname("*.cdn.shop.test")
                .build())
        .site(TestSite.builder("closed.test").ingestLimit(0, Duration.ofMinutes(1)).build())
        .site("open.test")
        .place("89.160.20.112", "SE", "", 0)
        .spamReferrer("spam.test")
        .start();
  }

  private static String event(String fields) {
    return "{"
        + fields
        + ",\"name\":\"x\",\"url\":\"https://app.shop.test/\",\"domain\":\"shop.test\"}";
  }
}
