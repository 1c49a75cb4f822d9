package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.InvalidRequestException;
import io.github.plausible4j.NotFoundException;
import io.github.plausible4j.Plausible;
import io.github.plausible4j.UnauthorizedException;
import io.github.plausible4j.sites.Capabilities;
import io.github.plausible4j.sites.Goal;
import io.github.plausible4j.sites.InstallationType;
import io.github.plausible4j.sites.NewGoal;
import io.github.plausible4j.sites.PluginsClient;
import io.github.plausible4j.sites.SharedLink;
import io.github.plausible4j.sites.TrackerOption;
import io.github.plausible4j.sites.TrackerSettings;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client of the plugins API, as programs use it, against the routes of the server. */
class PluginsClientAgainstServerTest {
  private static final String SITE = "blog.example.com";

  private final PlausibleServer server = PlausibleServer.forSites(SITE);
  private final Plausible plausible = Plausible.create(server.url());
  private final PluginsClient plugins = plausible.plugins(server.pluginToken(SITE));

  @AfterEach
  void close() {
    plausible.close();
    server.close();
  }

  @Test
  void aTokenOpensItsSiteAndAWrongOneNothing() {
    Capabilities own = plugins.capabilities();
    assertThat(own.authorized()).isTrue();
    assertThat(own.domain()).contains(SITE);
    assertThat(own.has(Capabilities.Feature.GOALS)).isTrue();
    assertThat(own.has(Capabilities.Feature.SITES_API)).isFalse();

    PluginsClient wrong = plausible.plugins("plausible-plugin-selfhost-wrong");
    assertThat(wrong.capabilities().authorized()).isFalse();
    assertThatThrownBy(wrong::goals)
        .isInstanceOf(UnauthorizedException.class)
        .message()
        .contains("Plugins API: unauthorized")
        .doesNotContain("selfhost-wrong");
  }

  @Test
  void aGoalIsMadeOnceFoundListedReadAndDeleted() {
    Goal made = plugins.createGoal(NewGoal.event("Signup"));
    assertThat(made).isEqualTo(new Goal.CustomEvent(made.id(), "Signup", Map.of(), "Signup"));
    assertThat(plugins.createGoal(NewGoal.event("Signup"))).isEqualTo(made);
    Goal page = plugins.createGoal(NewGoal.pageview("/pricing"));
    assertThat(page)
        .isEqualTo(new Goal.Pageview(page.id(), "Visit /pricing", Map.of(), "/pricing"));

    assertThat(plugins.goals()).containsExactly(page, made);
    assertThat(plugins.goal(made.id())).isEqualTo(made);

    plugins.deleteGoal(made.id());
    plugins.deleteGoal(made.id());
    assertThat(plugins.goals()).containsExactly(page);
    assertThatThrownBy(() -> plugins.goal(made.id())).isInstanceOf(NotFoundException.class);
  }

  @Test
  void goalsAreMadeListedOverPagesAndDeletedInGreatNumbers() {
    List<NewGoal> wanted =
        IntStream.rangeClosed(1, 105).mapToObj(i -> NewGoal.event("Event " + i)).toList();
    List<Goal> made = plugins.createGoals(wanted);
    assertThat(made)
        .extracting(Goal::displayName)
        .containsExactlyElementsOf(wanted.stream().map(NewGoal::target).toList());

    assertThat(plugins.goals()).containsExactlyInAnyOrderElementsOf(made);

    plugins.deleteGoals(Stream.concat(Stream.of(999_998L), made.stream().map(Goal::id)).toList());
    assertThat(plugins.goals()).isEmpty();
    plugins.deleteGoals(List.of(999_998L, 999_999L));
  }

  @Test
  void communityEditionRefusesRevenueAndTheHostedServiceSumsIt() {
    NewGoal revenue = NewGoal.revenue("Purchase", Currency.getInstance("EUR"));
    assertThatThrownBy(() -> plugins.createGoal(revenue))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("has already been taken");

    try (PlausibleServer hosted = PlausibleServer.builder().site(SITE).hosted(true).start();
        Plausible client = Plausible.create(hosted.url())) {
      Goal goal = client.plugins(hosted.pluginToken(SITE)).createGoal(revenue);
      assertThat(goal)
          .isEqualTo(
              new Goal.Revenue(
                  goal.id(),
                  goal.displayName(),
                  Map.of(),
                  "Purchase",
                  Currency.getInstance("EUR")));
    }
  }

  @Test
  void customPropertiesAreShownAndHidden() {
    assertThat(plugins.addCustomProperties(List.of("author", "plan")))
        .containsExactlyInAnyOrder("author", "plan");
    plugins.removeCustomProperties(List.of("author"));
    plugins.removeCustomProperties(List.of("author"));
    assertThat(plugins.addCustomProperties(List.of("plan"))).containsExactly("plan");
  }

  @Test
  void sharedLinksAreMadeOnceListedAndRead() {
    SharedLink open = plugins.createSharedLink("board");
    assertThat(plugins.createSharedLink("board")).isEqualTo(open);
    assertThat(open.url()).startsWith(server.url() + "/share/" + SITE + "?auth=");
    SharedLink locked = plugins.createSharedLink("partners", "open sesame");
    assertThat(open.passwordProtected()).contains(false);
    assertThat(locked.passwordProtected()).contains(true);

    assertThat(plugins.sharedLinks()).containsExactlyInAnyOrder(open, locked);
    assertThat(plugins.sharedLink(locked.id().orElseThrow())).isEqualTo(locked);
    assertThatThrownBy(() -> plugins.sharedLink(987_654)).isInstanceOf(NotFoundException.class);
  }

  @Test
  void theScriptIsSetUp() {
    plugins.configureTracker(
        TrackerSettings.of(InstallationType.WORDPRESS).enable(TrackerOption.OUTBOUND_LINKS));

    assertThat(plugins.trackerConfiguration())
        .satisfies(
            tracker -> {
              assertThat(tracker.installationType()).contains(InstallationType.WORDPRESS);
              assertThat(tracker.isEnabled(TrackerOption.OUTBOUND_LINKS)).isTrue();
              assertThat(tracker.isEnabled(TrackerOption.FILE_DOWNLOADS)).isFalse();
            });
  }
}
