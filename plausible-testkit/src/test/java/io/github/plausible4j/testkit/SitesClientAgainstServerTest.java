package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.UnsupportedByServerException;
import io.github.plausible4j.sites.GuestRole;
import io.github.plausible4j.sites.NewGoal;
import io.github.plausible4j.sites.NewSite;
import io.github.plausible4j.sites.SitesClient;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The client of the sites API against a server that is Community Edition, and has none. */
class SitesClientAgainstServerTest {
  private static final String SITE = "blog.example.com";

  private static PlausibleServer server;
  private static Plausible plausible;

  @BeforeAll
  static void start() {
    server = PlausibleServer.forSites(SITE);
    plausible = Plausible.builder(server.url()).apiKey(server.apiKey()).build();
  }

  @AfterAll
  static void stop() {
    plausible.close();
    server.close();
  }

  static Stream<Arguments> calls() {
    return Stream.of(
        call("list", SitesClient::list),
        call("listTeams", SitesClient::listTeams),
        call("create", sites -> sites.create(NewSite.of("b.example"))),
        call("get", sites -> sites.get(SITE)),
        call("get a site with a path", sites -> sites.get("example.com/blog")),
        call("changeDomain", sites -> sites.changeDomain(SITE, "b.example")),
        call("delete", sites -> sites.delete(SITE)),
        call("createSharedLink", sites -> sites.createSharedLink(SITE, "board")),
        call("goals", sites -> sites.goals(SITE)),
        call("createGoal", sites -> sites.createGoal(SITE, NewGoal.event("Signup"))),
        call("deleteGoal", sites -> sites.deleteGoal(SITE, 1)),
        call("customProperties", sites -> sites.customProperties(SITE)),
        call("addCustomProperty", sites -> sites.addCustomProperty(SITE, "author")),
        call("removeCustomProperty", sites -> sites.removeCustomProperty(SITE, "author")),
        call("guests", sites -> sites.guests(SITE)),
        call("inviteGuest", sites -> sites.inviteGuest(SITE, "b@example.org", GuestRole.VIEWER)),
        call("removeGuest", sites -> sites.removeGuest(SITE, "b@example.org")));
  }

  private static Arguments call(String name, Consumer<SitesClient> call) {
    return Arguments.of(name, call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void communityEditionHasNoSitesApi(String name, Consumer<SitesClient> call) {
    assertThatThrownBy(() -> call.accept(plausible.sites()))
        .isInstanceOf(UnsupportedByServerException.class)
        .hasMessageContainingAll("PlausibleAdmin.sites()", "PluginsClient");
  }
}
