package io.github.plausible4j.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.plausible4j.internal.BotWords;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisitorTest {
  private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101";

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7",
    "203.0.113.7:4711, 203.0.113.7",
    "' 203.0.113.7 ', 203.0.113.7",
    "2001:db8::7, 2001:db8::7",
    "[2001:db8::7], 2001:db8::7",
    "[2001:db8::7]:4711, 2001:db8::7",
    "fe80::1%eth0, fe80::1",
    "::ffff:203.0.113.7, ::ffff:203.0.113.7"
  })
  void anAddressIsReadAsProxiesWriteIt(String written, String read) {
    assertThat(Visitor.of(written, BROWSER).ipAddress()).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unknown",
        "_hidden",
        "localhost",
        "256.1.1.1",
        "1.2.3",
        "dead:beef",
        "::g",
        ".:1",
        "[dead]",
        "[1.2]",
        "1.2.3.4.5"
      })
  void whatIsNoAddressIsRefusedWithTheWayOut(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Visitor.of(text, BROWSER))
        .withMessageContainingAll("ipAddress", "IPv4 or IPv6", "Visitor.ofServer");
  }

  @Test
  void aListOfAddressesIsRefusedAndNoneOfThemShown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Visitor.of("203.0.113.7, 10.0.0.1", BROWSER))
        .withMessageContainingAll("ipAddress", "VisitorFinder")
        .withMessageNotContaining("203.0.113.7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"blog-build", "nightly.job", "app_1", "shop-7"})
  void aServersVisitorHasAUserAgentThatNoReleaseTakesForABot(String name) {
    Visitor visitor = Visitor.ofServer(name);

    assertThat(visitor.userAgent()).contains(name);
    assertThat(BotWords.find(visitor.userAgent())).isEmpty();
    assertThat(visitor.ipAddress()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "link-checker", "acme-monitor", "rss-fetcher", "web-crawler", "my-bot", "data-collector",
        "checkout-script", "uptime", "proxy", "site-validator", "sitemap-indexer", "price-scraper"
      })
  void aServersNameThatWouldBeDroppedAsABotsIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Visitor.ofServer(name))
        .withMessageContaining("dropped as a bot's");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"botany", "monitoring-app", "robotics", "scripted", "okhttp/5.1.0", "Java/17.0.2"})
  void aWordThatGoesOnIsNotABots(String userAgent) {
    assertThat(BotWords.find(userAgent)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "naïve", "x\ny"})
  void aServersNameIsPlain(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> Visitor.ofServer(name));
  }

  @Test
  void aUserAgentNeverBreaksAHeader() {
    assertThat(Visitor.of("203.0.113.7", "Mozilla\r\nX-Evil: 1 é").userAgent())
        .isEqualTo("Mozilla??X-Evil: 1 ?");
    assertThat(Visitor.of("203.0.113.7", null).userAgent()).isEmpty();
    assertThat(Visitor.of("203.0.113.7", "x".repeat(9_000)).userAgent()).hasSize(1_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 | 198.51.100.1                            | 203.0.113.9
          1 | 198.51.100.1                            | 198.51.100.1
          1 | 198.51.100.66, 198.51.100.1             | 198.51.100.1
          2 | 198.51.100.66, 198.51.100.1             | 198.51.100.66
          2 | 192.0.2.1, 198.51.100.66, 198.51.100.1  | 198.51.100.66
          5 | 198.51.100.66, 198.51.100.1             | 198.51.100.66
          2 | unknown, 198.51.100.1                   | 198.51.100.1
          1 | unknown                                 | 203.0.113.9
          1 | 198.51.100.1:80                         | 198.51.100.1
          1 | [2001:db8::1]:80                        | 2001:db8::1
          """)
  void theVisitorStandsBeforeTheTrustedProxies(int proxies, String chain, String expected) {
    Visitor visitor =
        Visitor.from(
            headers("X-Forwarded-For", chain, "User-Agent", BROWSER), "203.0.113.9", proxies);

    assertThat(visitor).isEqualTo(Visitor.of(expected, BROWSER));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          for=198.51.100.1                                | 198.51.100.1
          proto=https;For="[2001:db8::1]:4711";by=x       | 2001:db8::1
          for=192.0.2.1, for=198.51.100.1;proto=http      | 198.51.100.1
          proto=https                                     | 203.0.113.9
          for=_hidden                                     | 203.0.113.9
          """)
  void theStandardHeaderIsReadWhereTheUsualOneIsMissing(String forwarded, String expected) {
    Visitor visitor = Visitor.from(headers("Forwarded", forwarded), "203.0.113.9", 1);

    assertThat(visitor.ipAddress()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DNT", "Sec-GPC"})
  void aWishNotToBeTrackedIsHonouredWhereTheApplicationSaysSo(String header) {
    Function<String, String> request = headers(header, "1", "User-Agent", BROWSER);

    assertThat(VisitorFinder.behind(0).honouringOptOut().find(request, "203.0.113.9")).isEmpty();
    assertThat(VisitorFinder.behind(0).find(request, "203.0.113.9"))
        .isEqualTo(Optional.of(Visitor.of("203.0.113.9", BROWSER)));
    assertThat(VisitorFinder.behind(0).honouringOptOut().find(headers(header, "0"), "203.0.113.9"))
        .isPresent();
  }

  @Test
  void aNegativeNumberOfProxiesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VisitorFinder.behind(-1))
        .withMessageContaining("trustedProxies");
  }

  private static Function<String, String> headers(String... namesAndValues) {
    Map<String, String> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return name -> map.get(name.toLowerCase(Locale.ROOT));
  }
}
