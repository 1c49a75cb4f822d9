package io.github.plausible4j.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.Plausible;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no server would take never leaves the program. */
class SitesArgumentsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "  ", "https://", "www.", "a b.example", "a.example?x", "a:8080", "a_b"})
  void noServerMakesASiteOfThatDomain(String domain) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NewSite.of(domain))
        .withMessageContaining("NewSite: domain");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "blog.example.com",
        "https://www.Example.com/",
        "example.com/blog",
        "bücher.example"
      })
  void thatDomainIsLeftToTheServer(String domain) {
    assertThat(NewSite.of(domain).domain()).isEqualTo(domain);
  }

  @Test
  void allProblemsOfASiteAreReportedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NewSite.of("a b").withTimezone(ZoneOffset.ofHours(2)))
        .withMessageContaining("domain");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new NewSite("a b", ZoneOffset.ofHours(2), Optional.empty(), Optional.empty()))
        .withMessageContainingAll("2 problems", "domain \"a b\"", "timezone \"+02:00\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NewSite.of("a.com").withTimezone(ZoneOffset.UTC))
        .withMessageContainingAll("timezone \"Z\" is an offset", "Europe/Berlin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\t", "engagement"})
  void thatIsNoNameOfAnEvent(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> NewGoal.event(name));
  }

  @Test
  void anEventNameHas120CharactersNotBytes() {
    assertThatCode(() -> NewGoal.event("😀".repeat(120))).doesNotThrowAnyException();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NewGoal.event("a".repeat(121)))
        .withMessageContainingAll("eventName", "120");
  }

  @Test
  void aGoalAsksForAtMostThreeProperties() {
    NewGoal three =
        NewGoal.event("Signup")
            .withCustomProperty("a", "1")
            .withCustomProperty("b", "2")
            .withCustomProperty("c", "3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> three.withCustomProperty("d", "4"))
        .withMessageContainingAll("customProperties", "more than 3");
  }

  @Test
  void namesAndValuesOfPropertiesHaveALength() {
    NewGoal goal = NewGoal.pageview("/");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> goal.withCustomProperty("n".repeat(301), ""))
        .withMessageContainingAll("2 problems", "1 to 300", "1 to 2000");
  }

  @Test
  void onlyRevenueHasACurrency() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new NewGoal(
                    NewGoal.Kind.PAGEVIEW,
                    "/",
                    Optional.of(Currency.getInstance("EUR")),
                    Optional.of(" "),
                    Map.of()))
        .withMessageContainingAll("currency", "displayName");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new NewGoal(
                    NewGoal.Kind.REVENUE, "Purchase", Optional.empty(), Optional.empty(), Map.of()))
        .withMessageContaining("currency is missing");
  }

  static Stream<Arguments> wrongCalls() {
    return Stream.of(
        wrong("site", sites -> sites.get("https://blog.example.com")),
        wrong("site", sites -> sites.get(" ")),
        wrong("site", sites -> sites.get("a.example?limit=1")),
        wrong("newDomain", sites -> sites.changeDomain("a.example", "")),
        wrong(
            "change nothing",
            sites -> sites.configureTracker("a.example", TrackerSettings.enabling())),
        wrong("name", sites -> sites.createSharedLink("a.example", " ")),
        wrong("property", sites -> sites.addCustomProperty("a.example", "n".repeat(301))),
        wrong("property", sites -> sites.removeCustomProperty("a.example", "..")),
        wrong("email", sites -> sites.inviteGuest("a.example", "ann", GuestRole.VIEWER)),
        wrong("2 problems", sites -> sites.removeGuest("", "ann")));
  }

  private static Arguments wrong(String said, Consumer<SitesClient> call) {
    return Arguments.of(said, call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongCalls")
  void aWrongArgumentIsNamedAndNothingIsSent(String said, Consumer<SitesClient> call) {
    try (ScriptedServer server = new ScriptedServer()) {
      assertThatThrownBy(() -> call.accept(server.sites()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(said);
      assertThat(server.askedTimes()).isZero();
    }
  }

  static Stream<Arguments> wrongPluginCalls() {
    return Stream.of(
        Arguments.of("at least one", plugin(plugins -> plugins.createGoals(List.of()))),
        Arguments.of("at least one", plugin(plugins -> plugins.deleteGoals(List.of()))),
        Arguments.of("at least one", plugin(plugins -> plugins.addCustomProperties(List.of()))),
        Arguments.of("300", plugin(plugins -> plugins.removeCustomProperties(List.of("")))),
        Arguments.of("name", plugin(plugins -> plugins.createSharedLink(""))),
        Arguments.of("password", plugin(plugins -> plugins.createSharedLink("board", " "))),
        Arguments.of(
            "displayName",
            plugin(plugins -> plugins.createGoal(NewGoal.event("A").withDisplayName("B")))),
        Arguments.of(
            "installation type",
            plugin(
                plugins ->
                    plugins.configureTracker(
                        TrackerSettings.enabling(TrackerOption.OUTBOUND_LINKS)))));
  }

  private static Consumer<PluginsClient> plugin(Consumer<PluginsClient> call) {
    return call;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongPluginCalls")
  void aWrongArgumentOfAPluginIsNamedAndNothingIsSent(String said, Consumer<PluginsClient> call) {
    try (ScriptedServer server = new ScriptedServer()) {
      assertThatThrownBy(() -> call.accept(server.plugins()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(said);
      assertThat(server.askedTimes()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "to ken-secret", "tök-secret", "a\nsecret"})
  void aTokenThatCannotBeOneIsRefusedWithoutShowingIt(String token) {
    try (Plausible plausible = Plausible.create("http://127.0.0.1:9")) {
      assertThatThrownBy(() -> plausible.plugins(token))
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .contains("token")
          .doesNotContain("secret");
    }
  }
}
