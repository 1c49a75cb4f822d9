package io.github.plausible4j.internal.sites;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.internal.Transport;
import io.github.plausible4j.sites.Capabilities;
import io.github.plausible4j.sites.Goal;
import io.github.plausible4j.sites.NewGoal;
import io.github.plausible4j.sites.PluginsClient;
import io.github.plausible4j.sites.SharedLink;
import io.github.plausible4j.sites.TrackerConfiguration;
import io.github.plausible4j.sites.TrackerSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import okhttp3.Credentials;
import okhttp3.HttpUrl;

/** The plugins API over HTTP. For internal use only. */
public final class HttpPluginsClient implements PluginsClient {
  private static final String ROOT = "api/plugins/v1";
  private static final String GOAL = "a goal as JSON";
  private static final String LINK = "a shared link as JSON";

  /** The number of items that the server's schema allows in one request. */
  private static final int MOST_GOALS = 8;

  private final SitesCalls calls;

  /**
   * Creates a client for one site.
   *
   * @throws IllegalArgumentException if the text cannot be a token; the message does not show it
   */
  public HttpPluginsClient(Transport transport, String token) {
    Objects.requireNonNull(token, "plugins: the token is null; create one in the site's settings");
    if (token.isBlank() || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException(
          "plugins: the token is blank or has characters that no token has; copy it again from"
              + " the site's settings");
    }
    this.calls = new SitesCalls(transport, Credentials.basic("", token), ErrorFormat.PLUGINS);
  }

  @Override
  public Capabilities capabilities() {
    return calls.get(
        calls.url(ROOT + "/capabilities").build(),
        "capabilities as JSON",
        PluginsJson::capabilities);
  }

  @Override
  public Stream<Goal> goals() {
    return Pages.stream(
        calls, goalsUrl(), json -> PluginsJson.page(json, "goals", GoalJson::ofPlugins));
  }

  @Override
  public Goal goal(long id) {
    return calls.get(
        goalsUrl().addPathSegment(String.valueOf(id)).build(), GOAL, GoalJson::ofPlugins);
  }

  @Override
  public Goal createGoal(NewGoal goal) {
    SitesArguments arguments = SitesArguments.of("createGoal");
    PluginsJson.check(arguments, goal);
    arguments.done();
    return calls
        .put(goalsUrl().build(), GoalJson.toPlugins(goal), GOAL, PluginsJson::createdGoals)
        .get(0);
  }

  @Override
  public List<Goal> createGoals(List<NewGoal> goals) {
    SitesArguments arguments =
        SitesArguments.of("createGoals")
            .check(!goals.isEmpty(), "goals", goals, "are empty", "use at least one");
    goals.forEach(goal -> PluginsJson.check(arguments, goal));
    arguments.done();
    List<Goal> made = new ArrayList<>();
    for (int from = 0; from < goals.size(); from += MOST_GOALS) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      ArrayNode batch = body.putArray("goals");
      goals.subList(from, Math.min(from + MOST_GOALS, goals.size())).stream()
          .map(GoalJson::toPlugins)
          .forEach(batch::add);
      made.addAll(calls.put(goalsUrl().build(), body, GOAL, PluginsJson::createdGoals));
    }
    return List.copyOf(made);
  }

  @Override
  public void deleteGoal(long id) {
    calls.delete(goalsUrl().addPathSegment(String.valueOf(id)).build(), null);
  }

  @Override
  public void deleteGoals(Collection<Long> ids) {
    List<Long> all = List.copyOf(ids);
    SitesArguments.of("deleteGoals")
        .check(!all.isEmpty(), "ids", all, "are empty", "use at least one")
        .done();
    // Not in batches: if one goal does not exist, the server keeps all others of its batch.
    all.forEach(this::deleteGoal);
  }

  @Override
  public List<String> addCustomProperties(Collection<String> names) {
    return calls.put(
        calls.url(ROOT + "/custom_props").build(),
        properties("addCustomProperties", names),
        "custom properties as JSON",
        PluginsJson::customProperties);
  }

  @Override
  public void removeCustomProperties(Collection<String> names) {
    calls.delete(
        calls.url(ROOT + "/custom_props").build(), properties("removeCustomProperties", names));
  }

  private static JsonNode properties(String call, Collection<String> names) {
    SitesArguments arguments =
        SitesArguments.of(call)
            .check(!names.isEmpty(), "names", names, "are empty", "use at least one");
    names.forEach(arguments::property);
    arguments.done();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode list = body.putArray("custom_props");
    names.forEach(name -> list.addObject().putObject("custom_prop").put("key", name));
    return body;
  }

  @Override
  public Stream<SharedLink> sharedLinks() {
    return Pages.stream(
        calls,
        calls.url(ROOT + "/shared_links"),
        json -> PluginsJson.page(json, "shared_links", PluginsJson::sharedLink));
  }

  @Override
  public SharedLink sharedLink(long id) {
    HttpUrl url = calls.url(ROOT + "/shared_links").addPathSegment(String.valueOf(id)).build();
    return calls.get(url, LINK, PluginsJson::sharedLink);
  }

  @Override
  public SharedLink createSharedLink(String name) {
    return createLink(name, body("name", name));
  }

  @Override
  public SharedLink createSharedLink(String name, String password) {
    if (password.isBlank()) {
      throw new IllegalArgumentException(
          "createSharedLink: password is blank; set one, or create a link without a password");
    }
    return createLink(name, body("name", name).put("password", password));
  }

  private SharedLink createLink(String name, ObjectNode link) {
    SitesArguments.of("createSharedLink")
        .notBlank("name", name, "use a name that says what the link is for")
        .done();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("shared_link", link);
    return calls.put(
        calls.url(ROOT + "/shared_links").build(), body, LINK, PluginsJson::sharedLink);
  }

  @Override
  public TrackerConfiguration trackerConfiguration() {
    return calls.get(trackerUrl(), PluginsJson.TRACKER, PluginsJson::tracker);
  }

  @Override
  public TrackerConfiguration configureTracker(TrackerSettings settings) {
    SitesArguments.of("configureTracker")
        .check(
            settings.installationType().isPresent(),
            "settings",
            settings,
            "have no installation type",
            "start with TrackerSettings.of(InstallationType.MANUAL)")
        .done();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set(TrackerJson.KEY, TrackerJson.write(settings));
    return calls.put(trackerUrl(), body, PluginsJson.TRACKER, PluginsJson::tracker);
  }

  /** The address of the API; never the token. */
  @Override
  public String toString() {
    return "PluginsClient[" + calls.url(ROOT).build() + "]";
  }

  private HttpUrl.Builder goalsUrl() {
    return calls.url(ROOT + "/goals");
  }

  private HttpUrl trackerUrl() {
    return calls.url(ROOT + "/tracker_script_configuration").build();
  }

  private static ObjectNode body(String key, String value) {
    return JsonNodeFactory.instance.objectNode().put(key, value);
  }
}
