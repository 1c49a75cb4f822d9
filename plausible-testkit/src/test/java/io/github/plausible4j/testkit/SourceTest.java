package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a visit is taken to come from. */
class SourceTest {
  @ParameterizedTest(name = "[{index}] {0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        // query                                     | referrer                        | source
        //   | referrer kept   | channel
        "''                                          | ''                              | ''        "
            + "    | ''              | Direct",
        "''                                          | https://www.google.com/         | Google    "
            + "    | google.com      | Organic Search",
        "''                                          | https://google.co.uk/search?q=a | Google    "
            + "    | google.co.uk/search | Organic Search",
        "''                                          | https://duckduckgo.com/         | DuckDuckGo"
            + "    | duckduckgo.com  | Organic Search",
        "''                                          | https://t.co/abc                | Twitter   "
            + "    | t.co/abc        | Organic Social",
        "''                                          | https://www.youtube.com/watch   | Youtube   "
            + "    | youtube.com/watch | Organic Video",
        "''                                          | https://de.wikipedia.org/wiki/X | Wikipedia "
            + "    | de.wikipedia.org/wiki/X | Referral",
        "''                                          | https://www.some.test/a/        | some.test "
            + "    | some.test/a     | Referral",
        "''                                          | android-app://com.some.app      |"
            + " android-app://com.some.app | android-app://com.some.app | Referral",
        "''                                          | https://a.test/other            | ''        "
            + "    | ''              | Direct",
        "''                                          | https://www.a.test/other        | ''        "
            + "    | ''              | Direct",
        "''                                          | http://localhost/x              | ''        "
            + "    | ''              | Direct",
        "''                                          | hello world                     | ''        "
            + "    | ''              | Direct",
        "''                                          | ftp://some.test/                | ''        "
            + "    | ''              | Direct",
        "utm_source=news&utm_medium=email            | ''                              | news      "
            + "    | ''              | Email",
        "utm_source=newsletter                       | ''                              | newsletter"
            + "    | ''              | Email",
        "utm_source=GOOGLE                           | ''                              | Google    "
            + "    | ''              | Organic Search",
        "source=src                                  | ''                              | src       "
            + "    | ''              | Referral",
        "ref=ph                                      | https://www.google.com/         | ph        "
            + "    | google.com      | Referral",
        "utm_source=fb                               | ''                              | Facebook  "
            + "    | ''              | Organic Social",
        "utm_source=google&utm_medium=cpc            | ''                              | Google    "
            + "    | ''              | Paid Search",
        "gclid=1                                     | https://www.google.com/         | Google    "
            + "    | google.com      | Paid Search",
        "msclkid=1                                   | https://www.bing.com/           | Bing      "
            + "    | bing.com        | Paid Search",
        "utm_source=facebook&utm_medium=paid         | ''                              | Facebook  "
            + "    | ''              | Paid Social",
        "utm_source=yt-ads                           | ''                              | Youtube   "
            + "    | ''              | Paid Video",
        "utm_source=google&utm_medium=cpm            | ''                              | Google    "
            + "    | ''              | Display",
        "utm_source=google&utm_medium=display&gclid=x | ''                             | Google    "
            + "    | ''              | Display",
        "utm_source=threads                          | ''                              | Threads   "
            + "    | ''              | Organic Social",
        "source=Google-ads                           | ''                              | Google    "
            + "    | ''              | Paid Search",
        "ref=producthunt                             | ''                              |"
            + " producthunt   | ''              | Organic Social",
        "''                                          | https://perplexity.ai           | Perplexity"
            + "    | perplexity.ai   | Organic Search",
        "''                                          | https://chatgpt.com             |"
            + " chatgpt.com   | chatgpt.com     | Organic Search",
        "''                                          | https://walmart.com             |"
            + " walmart.com   | walmart.com     | Organic Shopping",
        "''                                          | https://steamcommunity.com      |"
            + " steamcommunity.com | steamcommunity.com | Organic Social",
        "''                                          | https://yandex.uz               | Yandex    "
            + "    | yandex.uz       | Organic Search",
        "''                                          | https://vkontakte.ru            | Vkontakte "
            + "    | vkontakte.ru    | Organic Social",
        "''                                          | https://images.google.com       | Google"
            + " Images | images.google.com | Referral",
        "''                                          | https://startpage.com           |"
            + " startpage.com | startpage.com   | Referral",
        "''                                          | https://gemini.google.com/app   | Google    "
            + "    | gemini.google.com/app | Organic Search",
        "''                                          | https://gist.github.com/a       | GitHub    "
            + "    | gist.github.com/a | Organic Social",
        "''                                          | https://outlook.live.com        |"
            + " Outlook.com   | outlook.live.com | Referral",
        "''                                          | android-app://com.slack/        | Slack     "
            + "    | android-app://com.slack | Organic Social",
        "''                                          | https://GOOGLE.com              | GOOGLE.com"
            + "    | GOOGLE.com      | Referral",
        "''                                          | https://x.com/a                 | x.com     "
            + "    | x.com/a         | Referral",
        "utm_source=x&utm_medium=cpm                 | ''                              | x         "
            + "    | ''              | Display",
        "utm_source=x&utm_medium=ppc                 | ''                              | x         "
            + "    | ''              | Paid Other",
        "utm_campaign=cross-network-1                | ''                              | ''        "
            + "    | ''              | Cross-network",
        "utm_campaign=summer-shop&utm_medium=cpc     | ''                              | ''        "
            + "    | ''              | Paid Shopping",
        "utm_campaign=summer-shop                    | ''                              | ''        "
            + "    | ''              | Organic Shopping",
        "utm_source=x&utm_medium=affiliate           | ''                              | x         "
            + "    | ''              | Affiliates",
        "utm_source=x&utm_medium=audio               | ''                              | x         "
            + "    | ''              | Audio",
        "utm_source=sms                              | ''                              | sms       "
            + "    | ''              | SMS",
        "utm_source=x&utm_medium=push                | ''                              | x         "
            + "    | ''              | Mobile Push Notifications",
        "utm_source=chatgpt.com                      | ''                              |"
            + " chatgpt.com   | ''              | Organic Search",
      })
  void sourceReferrerAndChannelAreFound(
      String query, String referrer, String source, String kept, String channel) {
    try (PlausibleServer server = PlausibleServer.start()) {
      Http.event(
          server,
          "{\"name\":\"pageview\",\"url\":\"https://a.test/?"
              + query
              + "\",\"referrer\":\""
              + referrer
              + "\"}");

      RecordedEvent event = server.events().get(0);

      assertThat(event.source()).isEqualTo(source);
      assertThat(event.referrer()).isEqualTo(kept);
      assertThat(event.channel()).isEqualTo(channel);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"gclid=1,https://google.com/,(gclid)", "msclkid=1,https://bing.com/,(msclkid)"})
  void aPaidClickWithoutMediumIsNamedByItsParameter(String query, String referrer, String medium) {
    try (PlausibleServer server = PlausibleServer.start()) {
      Http.event(
          server,
          "{\"name\":\"pageview\",\"url\":\"https://a.test/?"
              + query
              + "\",\"referrer\":\""
              + referrer
              + "\"}");

      assertThat(server.events().get(0).utmMedium()).isEqualTo(medium);
    }
  }

  @Test
  void theHostedServiceKnowsAssistants() {
    try (PlausibleServer server = PlausibleServer.builder().release(ServerRelease.HOSTED).start()) {
      Http.event(
          server,
          "{\"name\":\"pageview\",\"url\":\"https://a.test/\",\"referrer\":\"https://chatgpt.com/\"}");

      assertThat(server.events().get(0).source()).isEqualTo("ChatGPT");
      assertThat(server.events().get(0).channel()).isEqualTo("AI Assistants");
    }
  }
}
