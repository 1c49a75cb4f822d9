package io.github.plausible4j.k8s.internal.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsNameTest {

  @ParameterizedTest
  @CsvSource({
    "stats.example.org, stats.example.org",
    "Stats.Example.ORG, stats.example.org",
    "zählung.example.org, xn--zhlung-bua.example.org",
    "a-1.example.co.uk, a-1.example.co.uk"
  })
  void aNameHasOneForm(String text, String normal) {
    assertThat(DnsName.of(text).text()).isEqualTo(normal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "stats",
        "https://stats.example.org",
        "stats.example.org:8000",
        "stats.example.org/x",
        "*.example.org",
        "a..b",
        "-a.example.org",
        "stats.example.org.",
        "10.0.0.1",
        "a b.c"
      })
  void whatIsNoFullNameIsRefused(String text) {
    assertThatThrownBy(() -> DnsName.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("host \"" + text + "\"")
        .hasMessageContaining("stats.example.org");
  }

  @Test
  void theLongestZoneIsTriedFirst() {
    assertThat(DnsName.of("a.stats.example.org").possibleZones())
        .containsExactly("a.stats.example.org", "stats.example.org", "example.org");
  }
}
