package io.github.plausible4j.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.ApiException;
import io.github.plausible4j.InvalidRequestException;
import io.github.plausible4j.NotFoundException;
import io.github.plausible4j.PaymentRequiredException;
import io.github.plausible4j.RateLimitedException;
import io.github.plausible4j.ServerException;
import io.github.plausible4j.UnauthorizedException;
import io.github.plausible4j.UnexpectedResponseException;
import io.github.plausible4j.internal.Json;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each answer that the sites API refuses with, and its exception. */
class SitesErrorsTest {
  static Stream<Arguments> refusals() {
    return Stream.of(
        row(
            "list",
            401,
            UnauthorizedException.class,
            "Missing API key. Please use a valid Plausible API key as a Bearer Token."),
        row(
            "create",
            401,
            UnauthorizedException.class,
            "Invalid API key. Please make sure you're using a valid API key with access to the"
                + " resource you've requested."),
        row(
            "create",
            402,
            PaymentRequiredException.class,
            "The account that owns this API key does not have access to Sites API."),
        row(
            "create",
            402,
            PaymentRequiredException.class,
            "Your account has reached the limit of 10 sites. To unlock more sites, please upgrade"
                + " your subscription."),
        row("create", 403, ApiException.class, "You can't add sites to the selected team."),
        row(
            "create",
            400,
            InvalidRequestException.class,
            "You must select a team with 'team_id' parameter."),
        row(
            "create",
            400,
            InvalidRequestException.class,
            "domain: only letters, numbers, slashes and period allowed"),
        row(
            "create",
            400,
            InvalidRequestException.class,
            "domain: must not contain URI reserved characters : ? # [ ] @ ! $ & ' ( ) * + , ; ="),
        row("create", 400, InvalidRequestException.class, "domain: can't be blank"),
        row(
            "create",
            400,
            InvalidRequestException.class,
            "domain: This domain cannot be registered. Perhaps one of your colleagues registered"
                + " it?"),
        row("create", 400, InvalidRequestException.class, "timezone: is invalid"),
        row(
            "create",
            400,
            InvalidRequestException.class,
            "tracker_script_configuration.installation_type: is invalid"),
        row("get", 404, NotFoundException.class, "Site could not be found"),
        row(
            "get",
            400,
            InvalidRequestException.class,
            "This operation is unavailable for a consolidated view"),
        row(
            "changeDomain",
            400,
            InvalidRequestException.class,
            "domain: New domain must be different than the current one"),
        row(
            "configureTracker",
            400,
            InvalidRequestException.class,
            "Payload must contain at least one of the parameters 'domain',"
                + " 'tracker_script_configuration'"),
        row("delete", 404, NotFoundException.class, "Site could not be found"),
        row(
            "goals",
            400,
            InvalidRequestException.class,
            "Missing site ID. Please provide the required site_id parameter with your request."),
        row(
            "createGoal",
            400,
            InvalidRequestException.class,
            "Parameter `goal_type` is required to create a goal"),
        row("createGoal", 500, ServerException.class, "internal server error"),
        row("deleteGoal", 404, NotFoundException.class, "Goal could not be found"),
        row(
            "addCustomProperty",
            400,
            InvalidRequestException.class,
            "Parameter `property` is too long"),
        row(
            "addCustomProperty",
            400,
            InvalidRequestException.class,
            "Can't add any more custom properties"),
        row(
            "addCustomProperty",
            402,
            PaymentRequiredException.class,
            "Your current subscription plan does not include Custom Properties"),
        row(
            "createSharedLink",
            400,
            InvalidRequestException.class,
            "This name is reserved. Please choose another one"),
        row(
            "createSharedLink",
            402,
            PaymentRequiredException.class,
            "Your current subscription plan does not include Shared Links"),
        row(
            "inviteGuest",
            400,
            InvalidRequestException.class,
            "Parameter `role` is required to create guest. Possible values: `viewer` or `editor`"),
        row(
            "list",
            429,
            RateLimitedException.class,
            "Too many API requests. The limit is 600 per hour. Please contact us to request more"
                + " capacity."),
        row(
            "list",
            429,
            RateLimitedException.class,
            "Too many API requests in a short period of time. The limit is 60 per 10 seconds."
                + " Please throttle your requests."));
  }

  private static Arguments row(
      String call, int status, Class<? extends ApiException> type, String text) {
    return Arguments.of(call, status, type, text);
  }

  @ParameterizedTest(name = "{0} answered {1} {3}")
  @MethodSource("refusals")
  void aRefusalKeepsTheServersWords(
      String call, int status, Class<? extends ApiException> type, String text) {
    String json = Json.MAPPER.valueToTree(Map.of("error", text)).toString();
    try (ScriptedServer server = new ScriptedServer().answer(status, json)) {
      assertThatThrownBy(() -> call(call).accept(server.sites()))
          .isExactlyInstanceOf(type)
          .isInstanceOfSatisfying(
              ApiException.class,
              refusal -> {
                assertThat(refusal.messages()).containsExactly(text);
                assertThat(refusal.status()).isEqualTo(status);
                assertThat(refusal).hasMessageContaining(text);
                assertThat(refusal.getMessage()).doesNotContain(ScriptedServer.API_KEY);
              });
    }
  }

  private static Consumer<SitesClient> call(String name) {
    return Objects.requireNonNull(SitesCalls.ofSites().get(name), name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>a page of something else</html>",
        "{}",
        "[]",
        "{\"domain\": 7, \"timezone\": \"Etc/UTC\"}",
        "{\"domain\": \"a.example\"}"
      })
  void aSuccessThatIsNoSiteIsNotTakenForOne(String body) {
    try (ScriptedServer server = new ScriptedServer().answer(200, body)) {
      assertThatThrownBy(() -> server.sites().get("a.example"))
          .isInstanceOf(UnexpectedResponseException.class)
          .hasMessageContaining("a site as JSON");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"delete", "deleteGoal", "removeCustomProperty", "removeGuest"})
  void aDeletionThatTheServerDoesNotConfirmIsNotTakenForOne(String call) {
    try (ScriptedServer server = new ScriptedServer().answer(200, "{\"deleted\": false}")) {
      assertThatThrownBy(() -> call(call).accept(server.sites()))
          .isInstanceOf(UnexpectedResponseException.class);
    }
  }
}
