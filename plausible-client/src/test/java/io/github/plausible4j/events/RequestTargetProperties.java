package io.github.plausible4j.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a visitor requests becomes an event. */
class RequestTargetProperties {
  @Property(tries = 5_000)
  void everyRequestTargetBecomesAnEventThatServersTake(@ForAll("targets") String target) {
    Event event = Event.fromRequest("pageview", "https://blog.example.com" + target).build();

    assertThat(event.url().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(2_000);
    assertThat(event.url()).startsWith("https://blog.example.com").matches("[^\\s\\p{Cntrl}]*");
    assertThat(Event.builder("pageview", event.url()).build()).isEqualTo(event);
  }

  @Property(tries = 2_000)
  void everyTargetAloneIsAnEventOfASiteThatIsNamed(@ForAll("targets") String target) {
    Event event = Event.fromRequest("pageview", "/" + target).site("blog.example.com").build();

    assertThat(Event.builder("pageview", event.url()).site("blog.example.com").build())
        .isEqualTo(event);
  }

  @Property(tries = 1_000)
  void namesPropertiesAndReferrersOfAllKindsAreRepaired(
      @ForAll("targets") String text, @ForAll("targets") String other) {
    Event event =
        Event.fromRequest("x" + text, "https://blog.example.com/")
            .prop(text, other)
            .prop(other, text)
            .referrer(text)
            .visitor(VisitorFinder.behind(1).find(name -> java.util.List.of(text), other).get())
            .build();

    assertThat(event.props()).hasSizeLessThanOrEqualTo(2);
  }

  @Provide
  Arbitrary<String> targets() {
    Arbitrary<String> words =
        Arbitraries.of(
            "/",
            "//",
            "/blog/post",
            "/wp-login.php",
            "/../../etc/passwd",
            "?",
            "&",
            "=",
            "#",
            "%",
            "%2",
            "%zz",
            "%00",
            "%C3%A9",
            "%u0041",
            "width=100%",
            "utm_source=mail",
            "gclid=abc",
            "q=50% off",
            " ",
            "\t",
            "\r\n",
            "\u0000",
            "\u007f",
            "\u00a0",
            "\u2028",
            "é",
            "漢字",
            "😀",
            "\ud83d",
            "\ude00",
            "<script>",
            "'\"><svg/onload=alert(1)>",
            "${jndi:ldap://x}",
            "\\x16\\x03\\x01",
            "http://other.example/",
            ":443",
            "@",
            "*",
            ";jsessionid=1",
            "|",
            "^",
            "`",
            "{",
            "}",
            "[",
            "]",
            "\\",
            "data:",
            "javascript:",
            "x".repeat(500),
            "é".repeat(400),
            "%F0%9F%98%80".repeat(60),
            "fbclid=" + "y".repeat(900));
    Arbitrary<String> anything = Arbitraries.strings().all().ofMaxLength(80);
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(6, words), net.jqwik.api.Tuple.of(1, anything))
        .list()
        .ofMaxSize(25)
        .map(parts -> String.join("", parts));
  }
}
