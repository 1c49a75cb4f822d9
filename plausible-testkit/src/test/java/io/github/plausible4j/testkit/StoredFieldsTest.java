package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is stored of an accepted event. */
class StoredFieldsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "https://a.test/x/y                 | a.test     | /x/y",
        "https://a.test                     | a.test     | /",
        "https://www.a.test/x               | a.test     | /x",
        "https://a.test:8443/x              | a.test     | /x",
        "https://a.test:99999999/x          | a.test     | /x",
        "https://u:p@a.test/x               | a.test     | /x",
        "https://[2001:db8::1]/x            | 2001:db8::1 | /x",
        "https://[bad/x                     | bad        | /x",
        "https://a.test/x?q=1#f             | a.test     | /x",
        "https://a.test/a%20b%C3%A9         | a.test     | /a bé",
        "https://a.test/a%2Fb%3Fc%23d       | a.test     | /a/b?c#d",
        "https://a.test/%zz                 | a.test     | /%zz",
        "https://a.test/50%                 | a.test     | /50%",
        "https://a.test/end%20              | a.test     | /end",
        "a.test/x                           | (none)     | a.test/x",
        "/x                                 | (none)     | /x",
        "about:config                       | (none)     | config",
        "file:///x                          | (none)     | /x",
        "app://localhost/x                  | localhost  | /x",
      })
  void hostnameAndPathnameComeFromTheUrl(String url, String hostname, String pathname) {
    RecordedEvent event = store("\"url\":\"" + url + "\"");

    assertThat(event.hostname()).isEqualTo(hostname);
    assertThat(event.pathname()).isEqualTo(pathname);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"h\":1          | /x#top é",
        "\"h\":\"1\"      | /x#top é",
        "\"hashMode\":1   | /x#top é",
        "\"h\":0          | /x",
        "\"h\":2          | /x",
        "\"h\":null       | /x",
      })
  void hashModeAddsTheFragment(String mode, String pathname) {
    RecordedEvent event = store("\"url\":\"https://a.test/x#top%20%C3%A9\"," + mode);

    assertThat(event.pathname()).isEqualTo(pathname);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void theFirstKeyOfSeveralCounts(String fields, String name, String plan) {
    RecordedEvent event = store(fields);

    assertThat(event.name()).isEqualTo(name);
    assertThat(event.props().get("plan")).isEqualTo(plan);
  }

  static Stream<Arguments> theFirstKeyOfSeveralCounts() {
    return Stream.of(
        arguments("\"n\":\"short\",\"name\":\"long\"", "short", null),
        arguments("\"n\":null,\"name\":\"long\"", "long", null),
        arguments("\"name\":404", "404", null),
        arguments("\"name\":\"e\",\"m\":{\"plan\":\"m\"},\"props\":{\"plan\":\"p\"}", "e", "m"),
        arguments("\"name\":\"e\",\"meta\":{\"plan\":\"m\"},\"p\":{\"plan\":\"p\"}", "e", "m"),
        arguments("\"name\":\"e\",\"p\":{\"plan\":\"s\"},\"props\":{\"plan\":\"l\"}", "e", "s"),
        arguments("\"name\":\"e\",\"m\":null,\"props\":{\"plan\":\"l\"}", "e", "l"),
        arguments("\"name\":\"e\",\"m\":[1],\"props\":{\"plan\":\"l\"}", "e", null),
        arguments("\"name\":\"e\",\"props\":\"{\\\"plan\\\":\\\"text\\\"}\"", "e", "text"),
        arguments("\"name\":\"e\",\"props\":\"no json\"", "e", null),
        arguments("\"name\":\"e\",\"props\":{\"plan\":\"one\",\"plan\":\"two\"}", "e", "one"));
  }

  @ParameterizedTest(name = "{0} becomes {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"text\"                 | text",
        "\" both ends \"          | ~ both ends ~",
        "7                        | 7",
        "-3                       | -3",
        "12345678901234567890     | 12345678901234567890",
        "1.5                      | 1.5",
        "-0.25                    | -0.25",
        "2.0                      | 2.0",
        "1e21                     | 1.0e21",
        "1e-7                     | 1.0e-7",
        "0.001                    | 0.001",
        "true                     | true",
        "false                    | false",
        "\"x\\u0000y\"            | ~x\u0000y~",
        "null                     |",
        "\"\"                     |",
        "\"   \"                  |",
        "[1]                      |",
        "[]                       |",
        "{\"a\":1}                |",
      })
  void propertyValuesBecomeTextOrVanish(String json, String stored) {
    RecordedEvent event = store("\"props\":{\"k\":" + json + "}");

    assertThat(event.props().get("k")).isEqualTo(stored);
  }

  @Test
  void propertiesWithoutNameVanish() {
    assertThat(store("\"props\":{\"\":\"v\",\"  \":\"v\",\"k\":\"v\"}").props())
        .isEqualTo(Map.of("k", "v"));
  }

  @Test
  void thirtyPropertiesAreKeptAndTheFirstOnesLost() {
    StringBuilder props = new StringBuilder();
    for (int i = 0; i < 32; i++) {
      props.append(i == 0 ? "" : ",").append(String.format("\"k%02d\":%d", i, i));
    }

    Map<String, String> kept = new TreeMap<>(store("\"props\":{" + props + "}").props());

    assertThat(kept).hasSize(30).doesNotContainKeys("k00", "k01").containsKeys("k02", "k31");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"404", "WP Form Completions", "Form: Submission"})
  void someEventsOfTheTrackingScriptCarryTheirPath(String name) {
    assertThat(store("\"name\":\"" + name + "\",\"url\":\"https://a.test/gone\"").props())
        .isEqualTo(Map.of("path", "/gone"));
    assertThat(store("\"name\":\"" + name + "\",\"props\":{\"path\":\"/own\"}").props())
        .isEqualTo(Map.of("path", "/own"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void onlyALiteralFalseMakesACustomEventNotInteractive(String fields, boolean interactive) {
    assertThat(store(fields).interactive()).isEqualTo(interactive);
  }

  static Stream<Arguments> onlyALiteralFalseMakesACustomEventNotInteractive() {
    return Stream.of(
        arguments("\"name\":\"e\"", true),
        arguments("\"name\":\"e\",\"interactive\":true", true),
        arguments("\"name\":\"e\",\"interactive\":false", false),
        arguments("\"name\":\"e\",\"i\":false", false),
        arguments("\"name\":\"e\",\"interactive\":\"false\"", true),
        arguments("\"name\":\"e\",\"interactive\":0", true),
        arguments("\"name\":\"pageview\",\"interactive\":false", true),
        arguments("\"name\":\"File Download\",\"interactive\":false", true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void engagementIsReadFromNumbersAndTheirTexts(String fields, Integer depth, long millis) {
    try (PlausibleServer server = PlausibleServer.forSites("a.test")) {
      Http.event(server, event("\"name\":\"pageview\""));
      Http.event(server, event("\"name\":\"engagement\"," + fields));

      RecordedEvent engagement = server.events().get(1);

      assertThat(engagement.scrollDepth().isPresent() ? engagement.scrollDepth().getAsInt() : null)
          .isEqualTo(depth);
      assertThat(engagement.engagementTime()).isEqualTo(Duration.ofMillis(millis));
    }
  }

  static Stream<Arguments> engagementIsReadFromNumbersAndTheirTexts() {
    return Stream.of(
        arguments("\"sd\":80,\"e\":5000", 80, 5000L),
        arguments("\"sd\":\"90\",\"e\":\"1500\"", 90, 1500L),
        arguments("\"sd\":0", 0, 0L),
        arguments("\"sd\":250", 100, 0L),
        arguments("\"sd\":-1,\"e\":1", null, 1L),
        arguments("\"sd\":12.5,\"e\":1", null, 1L),
        arguments("\"e\":2591999999", null, 2591999999L),
        arguments("\"sd\":10,\"e\":2592000000", 10, 0L));
  }

  @Test
  void everyListedSiteStoresTheEvent() {
    try (PlausibleServer server = PlausibleServer.forSites("a.test", "b.test")) {
      Http.event(server, event("\"domain\":\" a.test , www.b.test,a.test\""));

      assertThat(server.events())
          .extracting(RecordedEvent::site)
          .containsExactly("a.test", "b.test", "a.test");
    }
  }

  @Test
  void theTimeIsTheServersInWholeSeconds() {
    TickingClock clock = new TickingClock("2026-01-02T03:04:05.678Z");
    try (PlausibleServer server = PlausibleServer.builder().clock(clock).start()) {
      Http.event(server, event("\"timestamp\":\"2020-01-01T00:00:00Z\""));

      assertThat(server.events().get(0).time()).hasToString("2026-01-02T03:04:05Z");
    }
  }

  private static RecordedEvent store(String fields) {
    try (PlausibleServer server = PlausibleServer.forSites("a.test")) {
      assertThat(Http.event(server, event(fields)).body()).isEqualTo("ok");
      List<RecordedEvent> events = server.events();
      assertThat(events).hasSize(1);
      return events.get(0);
    }
  }

  private static String event(String fields) {
    return "{" + fields + ",\"name\":\"x\",\"url\":\"https://a.test/\",\"domain\":\"a.test\"}";
  }
}
