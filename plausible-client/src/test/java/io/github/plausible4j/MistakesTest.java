package io.github.plausible4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.Metric;
import io.github.plausible4j.stats.StatsQuery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mistakes of a first hour get a message that names the remedy. */
class MistakesTest {
  private static final String URL = "https://stats.example.org";

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "null, baseUrl is null",
        "stats.example.org, is not an http or https address",
        "ftp://stats.example.org, is not an http or https address",
        "https://stats.example.org/api, give the address up to /",
        "https://stats.example.org/api/, give the address up to /",
        "https://stats.example.org/api/event, give the address up to /",
        "https://stats.example.org/plausible/api/v2/query, give the address up to /plausible"
      })
  void aBaseUrlIsTheAddressOfTheServer(@Nullable String baseUrl, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plausible.create(baseUrl))
        .withMessageContainingAll("baseUrl", words);
  }

  @Test
  void aVeryLongBaseUrlIsCutInTheMessage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plausible.create("https://" + "a/".repeat(1_000_000)))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
  }

  @Test
  void aKeyThatIsNotSetIsAProblemAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plausible.builder(URL).apiKey(null).build())
        .withMessageContainingAll("apiKey is null", "environment variable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer s3cr3t", "bearer s3cr3t", " Bearer s3cr3t"})
  void aKeyIsGivenWithoutItsScheme(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plausible.builder(URL).apiKey(key).build())
        .withMessageContaining("give the key alone")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cr3t"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://admin:s3cr3t@stats.example.org",
        "https://admin:s3cr3t@stats.example.org:99999",
        "htps://admin:s3cr3t@stats.example.org",
        "https://admin:s3/cr3t@stats.example.org",
        "admin:s3cr3t@stats.example.org",
        "https://stats.example.org/?key=s3cr3t",
        "https://stats.example.org/api/event?key=s3cr3t",
        "htps://stats.example.org/#s3cr3t"
      })
  void aPasswordInABaseUrlIsNeverShown(String baseUrl) {
    Plausible.Builder builder = Plausible.builder(baseUrl);

    assertThat(builder.toString()).doesNotContain("cr3t");
    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .satisfies(e -> assertThat(e).hasMessageContaining("baseUrl").hasNoCause())
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("cr3t"));
  }

  @Test
  void aNullPropertyIsOneProblemAmongOthers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Event.builder("", "nope").prop("plan", null).build())
        .withMessageContainingAll("3 problems", "name is blank", "no scheme", "plan is null");
  }

  @Test
  void anAddressWithoutHostAsksForTheWholeAddress() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Event.pageview("/join"))
        .withMessageContaining("write the whole address, as https://host/path");
  }

  @Test
  void aDroppedEventNamesTheLikelyReasons() {
    assertThat(new SendResult.Dropped(1).toString())
        .contains("sites=1", "not known under exactly this domain", "bot");
  }

  @Test
  void anAnswer401NamesTheSiteAndWhatCannotBeToldApart() throws Exception {
    StatsQuery query =
        StatsQuery.builder("blog.example.com")
            .metrics(Metric.VISITORS)
            .dateRange(DateRange.today())
            .build();
    try (RawServer server =
            RawServer.answering(401, "{\"error\":\"Invalid API key or site ID.\"}");
        Plausible wrong = Plausible.builder(server.url()).apiKey("wrong").build();
        Plausible without = Plausible.create(server.url())) {
      assertThatExceptionOfType(UnauthorizedException.class)
          .isThrownBy(() -> wrong.stats().query(query))
          .withMessageContainingAll("Invalid API key", "blog.example.com", "cannot be told apart");
      assertThatExceptionOfType(UnauthorizedException.class)
          .isThrownBy(() -> without.stats().realtimeVisitors("blog.example.com"))
          .withMessageContaining("has no key");
    }
  }

  @Test
  void anIpv6HostIsInBrackets() {
    try (Plausible plausible = Plausible.create("http://[::1]:1")) {
      assertThatExceptionOfType(TransportException.class)
          .isThrownBy(plausible::health)
          .withMessageContaining("http://[::1]:1");
    }
  }
}
