package io.github.plausible4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.sites.NewGoal;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.Filter;
import io.github.plausible4j.stats.Metric;
import io.github.plausible4j.stats.StatsQuery;
import io.github.plausible4j.web.TrackerSnippet;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
        "https://stats.example.org/api, use the address up to /",
        "https://stats.example.org/api/, use the address up to /",
        "https://stats.example.org/api/event, use the address up to /",
        "https://stats.example.org/plausible/api/v2/query, use the address up to /plausible"
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
        .withMessageContaining("pass the key without it")
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

  static Stream<Arguments> nulls() {
    return Stream.of(
        wrong("url is null; use", () -> Event.pageview(missing())),
        wrong("name is null; use", () -> Event.named(missing(), URL)),
        wrong("site is null; use", () -> Event.builder("Signup", URL).site(missing())),
        wrong("site_id is null; name", () -> visitors(missing()).build()),
        wrong("defaultSite is null; set", () -> Plausible.builder(URL).defaultSite(missing())),
        wrong("token is null; create", MistakesTest::withoutToken),
        wrong("domain is null; use", () -> TrackerSnippet.ofDomain(URL, missing())));
  }

  @ParameterizedTest
  @MethodSource("nulls")
  void aMissingValueIsNamedWithItsRemedy(String words, ThrowingCallable mistake) {
    assertThatThrownBy(mistake)
        .isInstanceOfAny(NullPointerException.class, IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  static Stream<Arguments> confusions() {
    return Stream.of(
        wrong("write event:page", () -> Dimension.of("page")),
        wrong("write visit:source", () -> Dimension.of("source")),
        wrong("write time:day", () -> Dimension.of("day")),
        wrong("write visitors", () -> Metric.of("Visitors")),
        wrong("write bounce_rate", () -> Metric.of("bounce-rate")),
        wrong("such as blog.example.com", () -> client().defaultSite(URL).build()),
        wrong("use only its path", () -> NewGoal.pageview(URL + "/thanks")),
        wrong("write only the path", () -> ofPage(Filter.is(Dimension.PAGE, URL + "/about"))),
        wrong("write only the path", () -> ofPage(Filter.isNot(Dimension.EXIT_PAGE, URL))),
        wrong("marker at line: 1, column: 1)", () -> StatsQuery.parse("{")));
  }

  @ParameterizedTest
  @MethodSource("confusions")
  void aValueOfAnotherKindIsRefusedWithTheRightOne(String words, ThrowingCallable mistake) {
    assertThatIllegalArgumentException().isThrownBy(mistake).withMessageContaining(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"time", "time:day", "visit:page", "event:props:page", "segment"})
  void aWholeNameOfADimensionIsTaken(String name) {
    assertThat(Dimension.of(name)).hasToString(name);
  }

  private static void withoutToken() {
    try (Plausible plausible = Plausible.create(URL)) {
      plausible.plugins(missing());
    }
  }

  private static Arguments wrong(String words, ThrowingCallable mistake) {
    return Arguments.of(words, mistake);
  }

  private static Plausible.Builder client() {
    return Plausible.builder(URL);
  }

  private static StatsQuery.Builder visitors(String site) {
    return StatsQuery.builder(site).metrics(Metric.VISITORS).dateRange(DateRange.today());
  }

  private static StatsQuery ofPage(Filter filter) {
    return visitors("blog.example.com").filter(filter).build();
  }

  /** What a variable that is not set gives to a caller that does not check. */
  private static String missing() {
    String[] unset = new String[1];
    return unset[0];
  }

  @Test
  void noEventIsTheMistakeOfTheCaller() {
    try (Plausible plausible = Plausible.create(URL)) {
      assertThatThrownBy(() -> plausible.events().send(missingEvent())).hasMessage("event");
      assertThatThrownBy(() -> plausible.events().sendAsync(missingEvent())).hasMessage("event");
    }
  }

  private static Event missingEvent() {
    Event[] unset = new Event[1];
    return unset[0];
  }

  @Test
  void aRefusedPluginTokenSaysWhichTokenIsMeant() throws Exception {
    try (RawServer server =
            RawServer.answering(401, "{\"errors\":[{\"detail\":\"Plugins API: unauthorized\"}]}");
        Plausible plausible = Plausible.create(server.url())) {
      assertThatExceptionOfType(UnauthorizedException.class)
          .isThrownBy(() -> plausible.plugins("an-api-key").goals())
          .withMessageContainingAll("plausible-plugin", "not an API key");
    }
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
    StatsQuery query = visitors("blog.example.com").build();
    try (RawServer server =
            RawServer.answering(401, "{\"error\":\"Invalid API key or site ID.\"}");
        Plausible wrong = Plausible.builder(server.url()).apiKey("wrong").build();
        Plausible without = Plausible.create(server.url())) {
      assertThatExceptionOfType(UnauthorizedException.class)
          .isThrownBy(() -> wrong.stats().query(query))
          .withMessageContainingAll(
              "Invalid API key", "blog.example.com", "cannot be distinguished");
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
