package io.github.plausible4j.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.plausible4j.internal.BotWords;
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
    "/203.0.113.7:4711, 203.0.113.7",
    "/[2001:db8:0:0:0:0:0:7]:4711, 2001:db8::7",
    "2001:db8:0:0:0:0:0:7, 2001:db8::7",
    "2001:DB8::7, 2001:db8::7",
    "2001:0db8:0000:0000:0001:0000:0000:0007, 2001:db8::1:0:0:7",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "0:0:0:0:0:0:0:0, ::",
    "::ffff:203.0.113.7, 203.0.113.7",
    "::FFFF:203.0.113.7, 203.0.113.7",
    "::ffff:cb00:7107, 203.0.113.7",
    "0:0:0:0:0:ffff:cb00:7107, 203.0.113.7",
    "[::ffff:203.0.113.7%1]:443, 203.0.113.7"
  })
  void everyTextOfAnAddressBecomesOneCanonicalText(String written, String read) {
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
        "[ffff00]",
        "ffff%::",
        "1%[::1]",
        "1.2.3.4.5",
        "1.2.3.",
        "01.2.3.4",
        "1.2.3.4:",
        "1.2.3.4:http",
        "[::1",
        "[::1]x",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        "unix:",
        "://"
      })
  void aTextThatIsNotAnAddressIsRefusedWithTheRemedy(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Visitor.of(text, BROWSER))
        .withMessageContainingAll("ipAddress", "IPv4 or IPv6", "Visitor.ofServer");
  }

  @Test
  void aListOfAddressesIsRefusedAndNotShown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Visitor.of("203.0.113.7, 10.0.0.1", BROWSER))
        .withMessageContainingAll("ipAddress", "VisitorFinder")
        .withMessageNotContaining("203.0.113.7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"blog-build", "nightly.job", "app_1", "shop-7"})
  void theUserAgentOfAServerDoesNotLookLikeABot(String name) {
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
  void aServerNameThatLooksLikeABotIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Visitor.ofServer(name))
        .withMessageContaining("dropped as a bot");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"botany", "monitoring-app", "robotics", "scripted", "okhttp/5.1.0", "Java/17.0.2"})
  void aWordThatContinuesDoesNotLookLikeABot(String userAgent) {
    assertThat(BotWords.find(userAgent)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "naïve", "x\ny"})
  void aServerNameWithOtherCharactersIsRefused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> Visitor.ofServer(name));
  }

  @Test
  void aUserAgentNeverBreaksAHeader() {
    assertThat(Visitor.of("203.0.113.7", "Mozilla\r\nX-Evil: 1 é").userAgent())
        .isEqualTo("Mozilla??X-Evil: 1 ?");
    assertThat(Visitor.of("203.0.113.7", null).userAgent()).isEmpty();
    assertThat(Visitor.of("203.0.113.7", "x".repeat(9_000)).userAgent()).hasSize(1_000);
  }

  @Test
  void aUserAgentOfABotIsKnown() {
    assertThat(
            Visitor.of("203.0.113.7", "Mozilla/5.0 (compatible; Examplebot/2.1)").hasBotUserAgent())
        .isTrue();
    assertThat(Visitor.of("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64)").hasBotUserAgent())
        .isFalse();
  }
}
