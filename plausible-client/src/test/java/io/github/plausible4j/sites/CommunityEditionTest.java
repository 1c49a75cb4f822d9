package io.github.plausible4j.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.UnsupportedByServerException;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Community Edition since 2.1.0: no route, so a page, or the error view's JSON. */
class CommunityEditionTest {
  private static final String PAGE = "<!DOCTYPE html><html><body>404 – not found</body></html>";

  static Stream<Arguments> calls() {
    return SitesCalls.ofSites().entrySet().stream()
        .flatMap(
            call ->
                Stream.of(
                    Arguments.of(call.getKey(), call.getValue(), 404, "text/html", PAGE),
                    Arguments.of(
                        call.getKey(),
                        call.getValue(),
                        406,
                        "application/json; charset=utf-8",
                        "{\"message\":\"Not Acceptable\",\"status\":406}")));
  }

  @ParameterizedTest(name = "{0} answered {2}")
  @MethodSource("calls")
  void everyCallNamesTheOtherWays(
      String name, Consumer<SitesClient> call, int status, String contentType, String body) {
    try (ScriptedServer server = new ScriptedServer().answer(status, contentType, body)) {
      assertThatThrownBy(() -> call.accept(server.sites()))
          .isInstanceOfSatisfying(
              UnsupportedByServerException.class,
              unsupported -> {
                assertThat(unsupported)
                    .hasMessageContainingAll("PlausibleAdmin.sites()", "PluginsClient", "2.1.0")
                    .hasMessageContaining(server.url("/api/v1/sites"));
                assertThat(unsupported.getMessage()).doesNotContain(ScriptedServer.API_KEY);
                assertThat(unsupported.status()).isEqualTo(status);
              });
    }
  }

  @Test
  void everyMethodOfTheClientIsAmongThoseCalls() {
    assertThat(SitesCalls.ofSites().keySet().stream().map(name -> name.replace(" of a team", "")))
        .containsOnlyOnceElementsOf(
            Arrays.stream(SitesClient.class.getMethods())
                .map(java.lang.reflect.Method::getName)
                .filter(name -> !name.equals("list"))
                .toList())
        .hasSize(SitesClient.class.getMethods().length);
  }
}
