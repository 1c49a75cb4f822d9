package io.github.plausible4j.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.ApiException;
import io.github.plausible4j.InvalidRequestException;
import io.github.plausible4j.NotFoundException;
import io.github.plausible4j.PaymentRequiredException;
import io.github.plausible4j.ServerException;
import io.github.plausible4j.UnauthorizedException;
import io.github.plausible4j.UnexpectedResponseException;
import io.github.plausible4j.UnsupportedByServerException;
import java.util.Currency;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each answer that the plugins API refuses with, and its exception. */
class PluginsErrorsTest {
  private static final Currency EUR = Currency.getInstance("EUR");

  static Stream<Arguments> refusals() {
    return Stream.of(
        row(PluginsClient::goals, 401, UnauthorizedException.class, "Plugins API: unauthorized"),
        row(
            plugins -> plugins.goal(1),
            404,
            NotFoundException.class,
            "Plugins API: resource not found"),
        row(
            plugins -> plugins.sharedLink(1),
            404,
            NotFoundException.class,
            "Plugins API: resource not found"),
        row(
            plugins -> plugins.addCustomProperties(List.of("author")),
            402,
            PaymentRequiredException.class,
            "Custom Properties is part of the Plausible Business plan."),
        row(
            plugins -> plugins.createGoal(NewGoal.revenue("R", EUR)),
            422,
            InvalidRequestException.class,
            "event_name: 'R' (with currency: ) has already been taken"),
        row(PluginsClient::sharedLinks, 500, ServerException.class, "internal server error"));
  }

  private static Arguments row(
      Consumer<PluginsClient> call, int status, Class<? extends ApiException> type, String text) {
    return Arguments.of(call, status, type, text);
  }

  @ParameterizedTest(name = "{1} {3}")
  @MethodSource("refusals")
  void aRefusalKeepsTheServersWords(
      Consumer<PluginsClient> call, int status, Class<? extends ApiException> type, String text) {
    try (ScriptedServer server =
        new ScriptedServer().answer(status, "{\"errors\": [{\"detail\": \"" + text + "\"}]}")) {
      assertThatThrownBy(() -> call.accept(server.plugins()))
          .isExactlyInstanceOf(type)
          .isInstanceOfSatisfying(
              ApiException.class,
              refusal -> {
                assertThat(refusal.messages()).containsExactly(text);
                assertThat(refusal.getMessage()).doesNotContain(ScriptedServer.TOKEN);
              });
    }
  }

  @Test
  void everyMessageOfARefusedFormIsKept() {
    String body =
        """
        {"errors": [
          {"title": "Invalid value", "source": {"pointer": "/goal"}, "detail": "Missing field: goal"},
          {"title": "Invalid value", "source": {"pointer": "/"}, "detail": "Failed to cast value"}]}
        """;
    try (ScriptedServer server = new ScriptedServer().answer(422, body)) {
      assertThatThrownBy(() -> server.plugins().createGoal(NewGoal.event("A")))
          .isInstanceOfSatisfying(
              InvalidRequestException.class,
              refusal ->
                  assertThat(refusal.messages())
                      .containsExactly("Missing field: goal", "Failed to cast value"));
    }
  }

  @Test
  void aRouteThatTheReleaseLacksIsReported() {
    try (ScriptedServer server =
        new ScriptedServer().answer(404, "text/html", "<html>not found</html>")) {
      assertThatThrownBy(() -> server.plugins().trackerConfiguration())
          .isInstanceOf(UnsupportedByServerException.class)
          .hasMessageContainingAll("plugins API", "PlausibleAdmin", "upgrade");
    }
  }

  @Test
  void aDeletionWithAnotherStatusThan204Fails() {
    try (ScriptedServer server = new ScriptedServer().answer(200, "<html>a login page</html>")) {
      assertThatThrownBy(() -> server.plugins().deleteGoal(1))
          .isInstanceOf(UnexpectedResponseException.class);
    }
  }

  @Test
  void aPageWithoutItsCursorIsNotTakenForTheLast() {
    String body =
        "{\"goals\": [], \"meta\": {\"pagination\": {\"has_next_page\": true, \"links\": {}}}}";
    try (ScriptedServer server = new ScriptedServer().answer(200, body)) {
      assertThatThrownBy(() -> server.plugins().goals())
          .isInstanceOf(UnexpectedResponseException.class)
          .hasRootCauseMessage("the link to the next page has no cursor");
    }
  }
}
