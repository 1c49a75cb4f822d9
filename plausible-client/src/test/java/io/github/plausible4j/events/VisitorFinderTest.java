package io.github.plausible4j.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisitorFinderTest {
  private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101";
  private static final String PEER = "203.0.113.9";

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
          1 | 2001:db8:0:0:0:0:0:7                    | 2001:db8::7
          1 | ::ffff:cb00:7107                        | 203.0.113.7
          1 | 198.51.100.1,                           | 198.51.100.1
          2 | 198.51.100.1, , 10.0.0.2                | 198.51.100.1
          1 | "198.51.100.1"                          | 198.51.100.1
          1 | "198.51.100.66, 198.51.100.1            | 198.51.100.1
          1 | ,,,                                     | 203.0.113.9
          """)
  void theVisitorIsTheAddressThatTheFarthestTrustedProxySaw(
      int proxies, String chain, String expected) {
    assertThat(find(proxies, headers("X-Forwarded-For", chain, "User-Agent", BROWSER)))
        .isEqualTo(Visitor.of(expected, BROWSER));
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
          host=";for=192.0.2.1";for=198.51.100.1          | 198.51.100.1
          host="a,for=192.0.2.1";for=198.51.100.1         | 198.51.100.1
          host="a\"";for=198.51.100.1                     | 198.51.100.1
          for="198.51.100.1:_obf"                         | 198.51.100.1
          for="[2001:db8::7]:_obf"                        | 2001:db8::7
          for="\\[2001:db8\\::7\\]:4711"                  | 2001:db8::7
          for="192.0.2.1, for=198.51.100.1                | 198.51.100.1
          for="192.0.2.1, for="[2001:db8::7]"             | 2001:db8::7
          , for=198.51.100.1,                             | 198.51.100.1
          for = 198.51.100.1                              | 198.51.100.1
          """)
  void theStandardHeaderIsReadWhereTheUsualOneIsMissing(String forwarded, String expected) {
    assertThat(find(1, headers("Forwarded", forwarded)).ipAddress()).isEqualTo(expected);
  }

  @Test
  void aLineThatTheVisitorWroteIsNotBelievedBesideTheLineOfTheProxy() {
    Function<String, List<String>> headers =
        headers("X-Forwarded-For", "198.51.100.66", "X-Forwarded-For", "203.0.113.7");

    assertThat(find(1, headers).ipAddress()).isEqualTo("203.0.113.7");
    assertThat(find(2, headers).ipAddress()).isEqualTo("198.51.100.66");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "unix:", "localhost", "@", "proxy.internal:8080"})
  void aPeerWithoutAnAddressDoesNotMatterWhereAProxyNamesTheVisitor(@Nullable String peer) {
    VisitorFinder finder = VisitorFinder.behind(1);

    assertThat(finder.find(headers("X-Forwarded-For", "203.0.113.7"), peer))
        .map(Visitor::ipAddress)
        .contains("203.0.113.7");
    assertThat(finder.find(headers(), peer)).map(Visitor::ipAddress).contains("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DNT", "Sec-GPC"})
  void anOptOutIsHonouredWhereTheApplicationSaysSo(String header) {
    Function<String, List<String>> request = headers(header, "1", "User-Agent", BROWSER);

    assertThat(VisitorFinder.behind(0).honouringOptOut().find(request, PEER)).isEmpty();
    assertThat(VisitorFinder.behind(0).find(request, PEER))
        .isEqualTo(Optional.of(Visitor.of(PEER, BROWSER)));
    assertThat(VisitorFinder.behind(0).honouringOptOut().find(headers(header, "0"), PEER))
        .isPresent();
  }

  @Test
  void headersMayBeMissing() {
    assertThat(VisitorFinder.behind(1).honouringOptOut().find(name -> null, PEER))
        .contains(Visitor.of(PEER, ""));
  }

  @Test
  void headerLinesMayBeNull() {
    assertThat(
            VisitorFinder.behind(1)
                .honouringOptOut()
                .find(name -> Collections.singletonList(null), PEER))
        .contains(Visitor.of(PEER, ""));
  }

  @Test
  void aNegativeNumberOfProxiesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VisitorFinder.behind(-1))
        .withMessageContaining("trustedProxies");
  }

  private static Visitor find(int proxies, Function<String, List<String>> headers) {
    return VisitorFinder.behind(proxies).find(headers, PEER).orElseThrow();
  }

  private static Function<String, List<String>> headers(String... namesAndValues) {
    Map<String, List<String>> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      lines
          .computeIfAbsent(namesAndValues[i], name -> new ArrayList<>())
          .add(namesAndValues[i + 1]);
    }
    return name -> lines.getOrDefault(name, List.of());
  }
}
