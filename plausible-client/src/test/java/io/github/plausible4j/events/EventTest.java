package io.github.plausible4j.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest {
  private static final String URL = "https://blog.example.com/post";

  static Stream<Arguments> whatAServerWouldRefuseOrCut() {
    return Stream.of(
        wrong("name is blank", " ", URL, e -> {}),
        wrong("name", "n".repeat(121), URL, e -> {}),
        wrong("reserved", "engagement", URL, e -> {}),
        wrong("1 ms at least", "engagement", URL, e -> e.engagementTime(Duration.ofNanos(999))),
        wrong("name has half of a surrogate pair", "a\ud83d", URL, e -> {}),
        wrong("url is blank", "Signup", "", e -> {}),
        wrong("over 2,000 bytes", "Signup", URL + "?" + "x".repeat(2_000), e -> {}),
        wrong("over 2,000 bytes", "Signup", "https://a.b/" + "é".repeat(995), e -> {}),
        wrong("scheme data", "Signup", "data:text/html,x", e -> {}),
        wrong("without two hexadecimal digits", "Signup", URL + "/%zz", e -> {}),
        wrong("without two hexadecimal digits", "Signup", URL + "/100%", e -> {}),
        wrong("without two hexadecimal digits", "Signup", URL + "/%4", e -> {}),
        wrong("white space or control", "Signup", URL + "/a b", e -> {}),
        wrong("no scheme", "Signup", "blog.example.com/post", e -> {}),
        wrong("no site is set", "Signup", "/post", e -> {}),
        wrong("no site is set", "Signup", "about:config", e -> {}),
        wrong("no site is set", "Signup", "https:///post", e -> {}),
        wrong("site is blank", "Signup", URL, e -> e.site(" ")),
        wrong("holds a comma", "Signup", URL, e -> e.site("a.example,b.example")),
        wrong("is an address", "Signup", URL, e -> e.site("https://a.example")),
        wrong("site has half of a surrogate pair", "Signup", URL, e -> e.site("a.\ud83d")),
        wrong("half of a surrogate pair", "Signup", URL, e -> e.prop("\ud83d\ud83d\ude00", "x")),
        wrong("half of a surrogate pair", "Signup", URL, e -> e.prop("k", "😀\ud83d")),
        wrong("over 30", "Signup", URL, EventTest::thirtyOneProps),
        wrong("blank key", "Signup", URL, e -> e.prop(" ", "x")),
        wrong("props plan is blank", "Signup", URL, e -> e.prop("plan", "")),
        wrong("over 300 bytes", "Signup", URL, e -> e.prop("k".repeat(301), "x")),
        wrong("over 300 bytes", "Signup", URL, e -> e.prop("é".repeat(151), "x")),
        wrong("over 2,000 bytes", "Signup", URL, e -> e.prop("k", "v".repeat(2_001))),
        wrong("over 2,000 bytes", "Signup", URL, e -> e.prop("k", "😀".repeat(501))),
        wrong("half of a surrogate pair", "Signup", URL, e -> e.prop("k", "\ude00")),
        wrong("interactive is false", "pageview", URL, e -> e.interactive(false)),
        wrong("interactive is false", "Outbound Link: Click", URL, e -> e.interactive(false)),
        wrong("name engagement only", "Signup", URL, e -> e.scrollDepth(50)),
        wrong("not 0 to 100", "engagement", URL, e -> e.scrollDepth(101)),
        wrong("not 0 to 100", "engagement", URL, e -> e.scrollDepth(-1)),
        wrong("not 0 to 30 days", "engagement", URL, e -> e.engagementTime(Duration.ofDays(30))));
  }

  @ParameterizedTest
  @MethodSource
  void whatAServerWouldRefuseOrCut(
      String words, String name, String url, Consumer<Event.Builder> more) {
    Event.Builder builder = Event.builder(name, url);
    more.accept(builder);

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageContaining(words)
        .withMessageStartingWith("Event");
  }

  static Stream<Arguments> whatIsJustAllowed() {
    return Stream.of(
        right("n".repeat(120), URL, e -> {}),
        right("👨‍👩‍👧".repeat(120), URL, e -> {}),
        right("404", URL, e -> {}),
        right("Signup", "https://a.b/" + "x".repeat(1_988), e -> {}),
        right("Signup", "https://a.b/%C3%A9%2F", e -> {}),
        right("Signup", "/post", e -> e.site("blog.example.com")),
        right("Signup", "about:config", e -> e.site("blog.example.com")),
        right("Signup", "app://localhost/x", e -> {}),
        right("Signup", "https://blog.example.com:8443/x", e -> {}),
        right("Signup", URL, e -> e.site("sub.example.com/blog", "example.com")),
        right("Signup", URL, e -> e.prop("k".repeat(300), "v".repeat(2_000))),
        right("Signup", URL, e -> e.prop("k", "😀".repeat(500))),
        right("Signup", URL, e -> e.interactive(false)),
        right("engagement", URL, e -> e.scrollDepth(0)),
        right("engagement", URL, e -> e.scrollDepth(0).engagementTime(Duration.ZERO)),
        right("engagement", URL, e -> e.engagementTime(Duration.ofSeconds(20))));
  }

  @ParameterizedTest
  @MethodSource
  void whatIsJustAllowed(String name, String url, Consumer<Event.Builder> more) {
    Event.Builder builder = Event.builder(name, url);
    more.accept(builder);

    assertThat(builder.build().url()).isEqualTo(url);
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Event.builder(" ", "nowhere").prop("a", "").scrollDepth(1).build())
        .withMessageStartingWith("Event has 4 problems:")
        .withMessageContainingAll("name is blank", "no scheme", "props a", "scrollDepth");
  }

  @Test
  void aPropertyThatIsSetAgainKeepsItsPlaceAndTakesTheNewValue() {
    Event event =
        Event.builder("Signup", URL)
            .prop("a", "1")
            .prop("b", true)
            .prop("a", 2)
            .prop("c", 0.5)
            .prop("d", 12_345_678.9)
            .build();

    assertThat(event.props())
        .containsExactly(
            entry("a", "2"), entry("b", "true"), entry("c", "0.5"), entry("d", "12345678.9"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1_999, 2_000, 2_001, 5_000})
  void aReferrerIsCutAfterTwoThousandCharactersAsTheServerDoes(int length) {
    Event event = Event.builder("Signup", URL).referrer("r".repeat(length)).build();

    assertThat(event.referrer().orElseThrow()).hasSize(Math.min(2_000, length));
  }

  @Test
  void aReferrerIsNotCutWithinACharacter() {
    Event event = Event.builder("Signup", URL).referrer("r".repeat(1_999) + "😀").build();

    assertThat(event.referrer().orElseThrow()).hasSize(1_999);
  }

  @Test
  void aReferrerThatIsNoUnicodeIsRepairedForItComesFromAnybody() {
    Event event = Event.builder("Signup", URL).referrer("https://a.example/\ud83d?q=😀").build();

    assertThat(event.referrer()).hasValue("https://a.example/??q=😀");
  }

  @Test
  void aBuilderThatWasUsedChangesNoEventThatItBuilt() {
    Event.Builder builder = Event.builder("Signup", URL);
    for (int i = 1; i <= 9; i++) {
      builder.prop("key" + i, i);
      Event built = builder.build();
      Event before = built.toBuilder().build();

      builder.prop("key1", -i).prop("key" + i, -i);

      assertThat(built).isEqualTo(before);
      assertThat(built.props()).hasSize(i).containsEntry("key" + i, Integer.toString(i));
      builder.prop("key" + i, i);
    }
  }

  @Test
  void aMissingReferrerIsNone() {
    assertThat(Event.builder("Signup", URL).referrer(null).build().referrer()).isEmpty();
    assertThat(Event.builder("Signup", URL).referrer(" ").build().referrer()).isEmpty();
  }

  @Test
  void aBuilderOfAnEventHasAllItsParts() {
    Event event =
        Event.builder("Purchase", URL)
            .site("a.example", "b.example")
            .referrer("https://example.org")
            .prop("plan", "pro")
            .revenue(Revenue.of("EUR", "12.50"))
            .interactive(false)
            .hashMode(true)
            .visitor(Visitor.of("203.0.113.7", "Mozilla/5.0"))
            .build();

    assertThat(event.toBuilder().build()).isEqualTo(event).hasSameHashCodeAs(event);
    assertThat(event.toBuilder().prop("plan", "free").build()).isNotEqualTo(event);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?token=secret", "#token=secret", "?a=b#secret"})
  void itsTextHasNothingThatAQueryOrFragmentMayHide(String rest) {
    assertThat(Event.pageview("https://blog.example.com/reset" + rest))
        .hasToString("Event[pageview at https://blog.example.com/reset…]");
  }

  @Test
  void itsTextHasNoVisitor() {
    Event event = Event.pageview(URL).withVisitor(Visitor.of("203.0.113.7", "Mozilla/5.0"));

    assertThat(event).hasToString("Event[pageview at " + URL + "]");
    assertThat(event.visitor().orElseThrow().toString()).doesNotContain("203.0.113.7");
  }

  @Test
  void itsSizeGrowsWithItsTexts() {
    Event small = Event.pageview(URL);
    Event large = Event.builder("pageview", URL).prop("k", "v".repeat(1_000)).build();

    assertThat(large.estimatedBytes() - small.estimatedBytes()).isBetween(1_000, 1_200);
  }

  @Test
  void revenueSaysWhatIsWrongWithIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Revenue.of("eur", "1"))
        .withMessageContaining("ISO 4217");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Revenue.of("EUR", "1,50"))
        .withMessageContaining("decimal");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Revenue.of("EUR", "1e999999999"))
        .withMessageContaining("15 digits");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Revenue.of("EUR", "1e-999999999"))
        .withMessageContaining("setScale");
    assertThat(Revenue.of("EUR", "-999999999999999.125").amount())
        .isEqualByComparingTo("-999999999999999.125");
  }

  private static Map.Entry<String, String> entry(String key, String value) {
    return Map.entry(key, value);
  }

  private static void thirtyOneProps(Event.Builder event) {
    IntStream.range(0, 31).forEach(i -> event.prop("key" + i, "x"));
  }

  private static Arguments wrong(
      String words, String name, String url, Consumer<Event.Builder> more) {
    return arguments(words, name, url, more);
  }

  private static Arguments right(String name, String url, Consumer<Event.Builder> more) {
    return arguments(name, url, more);
  }
}
