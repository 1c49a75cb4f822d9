package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which User-Agents are bots, and what is known of the others. */
class UserAgentTest {
  private static final String JSON = "{\"name\":\"x\",\"url\":\"https://a.test/%s\"}";

  private static PlausibleServer server;

  @BeforeAll
  static void start() {
    server = PlausibleServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " HeadlessChrome/131.0.0.0 Safari/537.36",
        "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
        "acme-monitor/1.0",
        "mysdk/1.0 (+http://acme.com/bot)",
        "checkout-script/2",
        "Acme Crawler",
        "linkchecker/10",
        "feed-fetcher 1.0",
        "acme_archiver/3",
        "Acme Scanner 2",
        "acme-proxy/1",
        "security/1",
        "acme UserAgent",
        "my user agent/1",
        "AHC/2.1",
        "Request-Promise",
        "facebookexternalhit/1.1",
        "Y!J-BRY/YATSH crawler; http://help.yahoo.co.jp/help/jp/search/indexing/indexing-15.html",
        "serpstatbot/2.1 (advanced backlink tracking bot; https://serpstatbot.com/)",
        "Amazon-Route53-Health-Check-Service (ref 1; report http://amzn.to/1vsZADi)",
      })
  void isABot(String userAgent) {
    assertThat(post("bot", userAgent)).contains("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "okhttp/4.12.0",
        "okhttp/5.1.0",
        "Java/17.0.2",
        "Java-http-client/21",
        "Apache-HttpClient/5.3 (Java/17)",
        "ReactorNetty/1.1",
        "curl/8.5.0",
        "python-requests/2.31",
        "Go-http-client/1.1",
        "plausible-java/1.0",
        "Dalvik/2.1.0 (Linux; U; Android 14; Pixel 8 Build/AP2A.240805.005)",
        "Plausible Verification Agent - if abused, contact support@plausible.io",
        "blog-build/1.0",
        "acme robotics app",
        "web-security/1",
        "Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 Chrome/80.0 Mobile"
            + " Safari/537.36",
      })
  void isNoBot(String userAgent) {
    assertThat(post("human", userAgent)).isEmpty();
  }

  @ParameterizedTest(name = "{1} {2} on {3} {4}, {5}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/131.0.0.0 Safari/537.36|Chrome|131.0|Windows|10|Desktop",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0|Microsoft"
            + " Edge|131.0|Windows|10|Desktop",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
            + " Version/18.1 Safari/605.1.15|Safari|18.1|Mac|10.15|Desktop",
        "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"
            + "|Firefox|133.0|GNU/Linux|''|Desktop",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
            + " Gecko) Version/18.1 Mobile/15E148 Safari/604.1|Safari|18.1|iOS|18.1|Mobile",
        "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
            + " Version/17.5 Mobile/15E148 Safari/604.1|Safari|17.5|iPadOS|17.5|Tablet",
        "Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " SamsungBrowser/24.0 Chrome/117.0.0.0 Mobile Safari/537.36|Samsung"
            + " Browser|24.0|Android|14|Mobile",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/122.0.0.0 Safari/537.36 Vivaldi/6.6.3271.48|Vivaldi|6.6|Windows|10|Desktop",
        "Mozilla/5.0 (Linux; Android 9; KFONWI) AppleWebKit/537.36 (KHTML, like Gecko) Silk/120.1.1"
            + " like Chrome/120.0.6099.230 Safari/537.36|Mobile Silk|120.1|Fire OS|7|Tablet",
        "Mozilla/5.0 (PlayStation; PlayStation 5/2.26) AppleWebKit/605.1.15 (KHTML, like Gecko)"
            + " Version/13.0 Safari/605.1.15|Safari|13.0|''|''|Desktop",
        "Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " SamsungBrowser/3.0 Chrome/76.0.3809.146 TV Safari/537.36|Samsung"
            + " Browser|3.0|Tizen|6.0|Desktop",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
            + " Version/17.4 Safari/605.1.15 Ddg/17.4|DuckDuckGo Privacy"
            + " Browser|17.4|Mac|10.15|Desktop",
        "Mozilla/5.0 (Linux; U; Android 4.2.2; de-de; Surfing TAB B 9.7 3G Build/JDQ39)"
            + " AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Safari/534.30|Android"
            + " Browser|4.0|Android|4.2|Tablet",
        "Dalvik/1.6.0 (Linux; U; Android 4.2.2; Surfing TAB B 9.7 3G Build/JDQ39)"
            + "|Android Browser|''|Android|4.2|Tablet",
        "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/131.0.0.0 Mobile Safari/537.36|Chrome|131.0|Android|14|Mobile",
        "okhttp/5.4.0|OkHttp|5.4|Android|''|''",
        "Java/17.0.12|Java|17.0|''|''|''",
        "Apache-HttpClient/5.4.1 (Java/21.0.5)|Apache HTTP Client|5.4|''|''|''",
        "plausible-java/1.0.0 (Java 21; Linux)|Java|''|GNU/Linux|''|Desktop",
        "acme/2.1 (Android 14) okhttp/4.12.0|OkHttp|4.12|Android|14|''",
        "Dalvik/2.1.0 (Linux; U; Android 14; Pixel 8 Build/AP2A.240805.005)"
            + "|Android Browser|''|Android|14|Mobile",
        "Mozilla/5.0 (Linux; U; Android 4.0.3; de-de; GT-I9100 Build/IML74K) AppleWebKit/534.30"
            + " (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30|Android"
            + " Browser|4.0|Android|4.0|Mobile",
        "ReactorNetty/1.2.0|ReactorNetty|1.2|''|''|''",
        "curl/8.5.0|curl|8.5|''|''|''",
        "Go-http-client/1.1|Go-http-client|1.1|''|''|''",
        "AAAAAAAAAAAAAAAAAA|''|''|''|''|''",
      })
  void deviceAndProgramsAreRead(
      String userAgent,
      String browser,
      String version,
      String os,
      String osVersion,
      String device) {
    try (PlausibleServer own = PlausibleServer.start()) {
      Http.event(own, String.format(JSON, ""), "User-Agent", userAgent);

      RecordedEvent event = own.events().get(0);

      assertThat(event.browser()).isEqualTo(browser);
      assertThat(event.browserVersion()).isEqualTo(version);
      assertThat(event.os()).isEqualTo(os);
      assertThat(event.osVersion()).isEqualTo(osVersion);
      assertThat(event.device()).isEqualTo(device);
    }
  }

  @Test
  void anEmptyUserAgentIsTakenWithNothingKnown() {
    try (PlausibleServer own = PlausibleServer.start()) {
      Http.event(own, String.format(JSON, ""), "User-Agent", "");

      assertThat(own.events()).extracting(RecordedEvent::browser).containsExactly("");
    }
  }

  private static Optional<String> post(String path, String userAgent) {
    return Http.event(server, String.format(JSON, path), "User-Agent", userAgent)
        .headers()
        .firstValue("x-plausible-dropped");
  }
}
