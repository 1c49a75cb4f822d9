package io.github.plausible4j.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestEventTest {
  private static final String BLOG = "https://blog.example.com";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /gallery.html?iframe=true&width=100%&height=100% | /gallery.html?iframe=true&width=100%25&height=100%25
          /search?q=50%+off                                | /search?q=50%25+off
          /100%-coverage/                                  | /100%25-coverage/
          /%zz/%4/%                                        | /%25zz/%254/%25
          /fine/%C3%A9?q=%20                               | /fine/%C3%A9?q=%20
          /a b                                             | /a%20b
          /é?q=😀                                           | /é?q=😀
          """)
  void anAddressIsEncodedOnlyWhereItHasToBe(String target, String expected) {
    assertThat(Event.fromRequest("pageview", BLOG + target).build().url())
        .isEqualTo(BLOG + expected);
  }

  @Test
  void controlCharactersAndHalvesOfPairsAreReplaced() {
    assertThat(url(BLOG + "/a\u0000b\tc\u007f\ud83d")).isEqualTo(BLOG + "/a%00b%09c%7F?");
  }

  @Test
  void clickIdsAreCutFirst() {
    String long1 = "gclid=" + "x".repeat(1_500);
    String long2 = "&fbclid=" + "y".repeat(1_500);

    assertThat(url(BLOG + "/p?" + long1 + long2 + "&page=2&utm_source=mail#top"))
        .isEqualTo(BLOG + "/p?page=2&utm_source=mail#top");
  }

  @Test
  void afterClickIdsTheFragmentIsCutAndThenWhatPlausibleDoesNotRead() {
    assertThat(url(BLOG + "/p?page=2#" + "x".repeat(2_000))).isEqualTo(BLOG + "/p?page=2");
    assertThat(url(BLOG + "/p?token=" + "x".repeat(2_000) + "&utm_source=mail&ref=a"))
        .isEqualTo(BLOG + "/p?utm_source=mail&ref=a");
    assertThat(url(BLOG + "/p?ref=" + "x".repeat(2_000))).isEqualTo(BLOG + "/p");
  }

  @Test
  void aFragmentThatIsPartOfThePathIsCutLast() {
    Event event =
        Event.fromRequest("pageview", BLOG + "/?token=" + "x".repeat(2_000) + "#/settings")
            .hashMode(true)
            .build();

    assertThat(event.url()).isEqualTo(BLOG + "/#/settings");
  }

  @Test
  void aLongPathIsCutBetweenCharacters() {
    assertThat(url(BLOG + "/" + "é".repeat(1_000)).getBytes(UTF_8)).hasSizeBetween(1_998, 2_000);
    assertThat(url(BLOG + "/" + "😀".repeat(600)).getBytes(UTF_8)).hasSizeBetween(1_996, 2_000);
    for (int i = 0; i < 3; i++) {
      assertThat(url(BLOG + "/" + "x".repeat(i) + "%41".repeat(700))).matches(".*(%41|x|/)");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "blog.example.com:443", "data:text/html,x", "/p", "//p", "?", "x%"})
  void everyTargetIsAnEventOfASiteThatIsNamed(String target) {
    assertThat(Event.fromRequest("pageview", target).site("blog.example.com").build().url())
        .isNotBlank();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "/p", "*", "https:///p", "about:blank"})
  void anAddressThatNamesNoSiteIsRefused(@Nullable String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Event.fromRequest("pageview", url).build())
        .withMessageStartingWith("Event");
  }

  @Test
  void propertiesThatSayNothingAreLeftOut() {
    Map<String, @Nullable String> props = new HashMap<>();
    props.put("plan", null);
    props.put(null, "x");
    props.put(" ", "x");
    props.put("empty", "");
    props.put("k".repeat(301), "x");
    props.put("kept", "v".repeat(3_000) + "\ud83d");

    Event event = Event.fromRequest("Signup", BLOG).prop("none", null).props(props).build();

    assertThat(event.props()).containsOnlyKeys("kept");
    assertThat(event.props().get("kept")).hasSize(2_000);
  }

  @Test
  void thirtyPropertiesAreKept() {
    Event.Builder event = Event.fromRequest("Signup", BLOG);
    IntStream.range(0, 100).forEach(i -> event.prop("p" + i, i));
    event.prop("p3", "again");

    assertThat(event.build().props()).hasSize(30).containsEntry("p3", "again");
  }

  @Test
  void theRestOfARequestIsRepairedToo() {
    Event event = Event.fromRequest("n".repeat(119) + "👨‍👩‍👧x", BLOG).interactive(false).build();
    Event read =
        Event.fromRequest("engagement", BLOG)
            .scrollDepth(300)
            .engagementTime(Duration.ofDays(99))
            .build();

    assertThat(event.name()).isEqualTo("n".repeat(119) + "👨‍👩‍👧");
    assertThat(Event.fromRequest("pageview", BLOG).interactive(false).build().interactive())
        .isTrue();
    assertThat(read.scrollDepth()).contains(100);
    assertThat(read.engagementTime()).isEmpty();
  }

  @Test
  void aMapOfVeryManyNamesTakesAsLongAsOneOfThirtyOne() {
    Map<String, String> props = new HashMap<>();
    IntStream.range(0, 100_000).forEach(i -> props.put("p" + i, "v"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Event.builder("Signup", BLOG).props(props).build())
        .withMessageContaining("over 30");
  }

  @Test
  void userInfoQueryAndFragmentAreNeverShown() {
    for (String url :
        new String[] {
          "https://me:s3cr3t@blog.example.com/p",
          "https://me:s3/cr3t@blog.example.com/p",
          "https://blog.example.com/p?token=s3cr3t",
          "https://blog.example.com/p#s3cr3t"
        }) {
      assertThat(Event.pageview(url).toString()).doesNotContain("cr3t").contains("example.com/p");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Event.pageview(url + "%"))
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("cr3t"));
    }
    assertThat(Event.pageview("https://blog.example.com/@name/1").toString())
        .contains("https://blog.example.com/@name/1");
  }

  private static String url(String requested) {
    return Event.fromRequest("pageview", requested).build().url();
  }
}
