package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which address counts as the visitor's, told by the place that the server knows it to be in. */
class VisitorAddressTest {
  private static final String JSON =
      "{\"name\":\"x\",\"url\":\"https://a.test/\",\"domain\":\"a.test\"}";

  @ParameterizedTest(name = "[{index}] {0} {1}")
  @MethodSource
  void theFirstHeaderThatIsNotEmptyCounts(String country, List<String> headers) {
    try (PlausibleServer server = server()) {
      Http.event(server, JSON, headers.toArray(String[]::new));

      assertThat(server.events()).extracting(RecordedEvent::country).containsExactly(country);
    }
  }

  static Stream<Arguments> theFirstHeaderThatIsNotEmptyCounts() {
    return Stream.of(
        arguments("LO", List.of("X-Nothing", "1")),
        arguments("GB", List.of("X-Forwarded-For", "81.2.69.142")),
        arguments("GB", List.of("X-Forwarded-For", "81.2.69.142, 89.160.20.112")),
        arguments(
            "GB", List.of("X-Forwarded-For", "81.2.69.142", "X-Forwarded-For", "89.160.20.112")),
        arguments("GB", List.of("X-Forwarded-For", " 81.2.69.142:4711 , 10.0.0.1")),
        arguments("", List.of("X-Forwarded-For", "10.0.0.1, 81.2.69.142")),
        arguments("", List.of("X-Forwarded-For", "unknown")),
        arguments("LO", List.of("X-Forwarded-For", "")),
        arguments(
            "SE", List.of("X-Plausible-IP", "89.160.20.112", "CF-Connecting-IP", "81.2.69.142")),
        arguments(
            "SE", List.of("X-Plausible-IP", "89.160.20.112:80", "X-Forwarded-For", "81.2.69.1")),
        arguments("GB", List.of("X-Plausible-IP", "", "X-Forwarded-For", "81.2.69.1")),
        arguments(
            "SE", List.of("CF-Connecting-IP", "89.160.20.112", "B-Forwarded-For", "81.2.69.1")),
        arguments(
            "SE",
            List.of("B-Forwarded-For", "89.160.20.112,1.1.1.1", "X-Forwarded-For", "81.2.69.1")),
        arguments("SE", List.of("X-Forwarded-For", "89.160.20.112", "Forwarded", "for=81.2.69.1")),
        arguments("SE", List.of("Forwarded", "proto=https;for=89.160.20.112;by=1.1.1.1")),
        arguments("SE", List.of("Forwarded", "for=89.160.20.112, for=81.2.69.1")),
        arguments("JP", List.of("Forwarded", "for=\"[2001:218::1]:4711\"")),
        arguments("JP", List.of("X-Forwarded-For", "[2001:218::1]:4711")),
        arguments("JP", List.of("X-Plausible-IP", "2001:218::1")),
        arguments("LO", List.of("X-Real-IP", "81.2.69.1")),
        arguments(
            "A1",
            List.of("X-Forwarded-For", "81.2.69.1", "X-Plausible-IP-Type", "anonymous_vpn_ip")));
  }

  @Test
  void aForwardedHeaderWithoutAnAddressIsAServerError() {
    try (PlausibleServer server = server()) {
      assertThat(Http.event(server, JSON, "Forwarded", "proto=https").statusCode()).isEqualTo(500);
      assertThat(server.events()).isEmpty();
    }
  }

  @Test
  void theLongestPrefixOfPlacesCounts() {
    try (PlausibleServer server =
        PlausibleServer.builder()
            .place("81.", "GB", "", 0)
            .place("81.2.69.", "GB", "GB-ENG", 2643743)
            .start()) {
      Http.event(server, JSON, "X-Forwarded-For", "81.2.69.142");
      Http.event(server, JSON, "X-Forwarded-For", "81.3.1.1");

      assertThat(server.events()).extracting(RecordedEvent::region).containsExactly("GB-ENG", "");
      assertThat(server.events()).extracting(RecordedEvent::city).containsExactly(2643743, 0);
    }
  }

  private static PlausibleServer server() {
    return PlausibleServer.builder()
        .place("127.0.0.1", "LO", "", 0)
        .place("81.2.69.", "GB", "GB-ENG", 2643743)
        .place("89.160.20.112", "SE", "", 0)
        .place("2001:218:", "JP", "", 0)
        .start();
  }
}
