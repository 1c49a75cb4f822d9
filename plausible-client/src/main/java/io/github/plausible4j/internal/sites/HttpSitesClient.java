package io.github.plausible4j.internal.sites;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.internal.Transport;
import io.github.plausible4j.sites.Goal;
import io.github.plausible4j.sites.Guest;
import io.github.plausible4j.sites.GuestRole;
import io.github.plausible4j.sites.NewGoal;
import io.github.plausible4j.sites.NewSite;
import io.github.plausible4j.sites.SharedLink;
import io.github.plausible4j.sites.Site;
import io.github.plausible4j.sites.SiteSummary;
import io.github.plausible4j.sites.SitesClient;
import io.github.plausible4j.sites.Team;
import io.github.plausible4j.sites.TrackerSettings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The sites API over HTTP. For internal use only. */
public final class HttpSitesClient implements SitesClient {
  private static final String ROOT = "api/v1/sites";
  private static final String SITE = "a site as JSON";

  private final SitesCalls calls;

  /** A server that has this API answers 401 to every request without a key. */
  public HttpSitesClient(Transport transport, @Nullable String apiKey) {
    this.calls =
        new SitesCalls(transport, apiKey == null ? null : "Bearer " + apiKey, ErrorFormat.SITES);
  }

  @Override
  public Stream<SiteSummary> list() {
    return pages(calls.url(ROOT), "sites", HttpSitesClient::summary);
  }

  @Override
  public Stream<SiteSummary> list(UUID team) {
    HttpUrl.Builder url = calls.url(ROOT).addQueryParameter("team_id", team.toString());
    return pages(url, "sites", HttpSitesClient::summary);
  }

  @Override
  public Stream<Team> listTeams() {
    return pages(
        calls.url(ROOT + "/teams"),
        "teams",
        json ->
            new Team(
                UUID.fromString(JsonFields.text(json, "id")),
                JsonFields.text(json, "name"),
                JsonFields.flag(json, "api_available")));
  }

  @Override
  public Site create(NewSite site) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("domain", site.domain());
    body.put("timezone", site.timezone().getId());
    site.team().ifPresent(team -> body.put("team_id", team.toString()));
    site.tracker().ifPresent(tracker -> body.set(TrackerJson.KEY, TrackerJson.write(tracker)));
    return calls.post(calls.url(ROOT).build(), body, SITE, HttpSitesClient::site);
  }

  @Override
  public Site get(String site) {
    return calls.get(named("get", site), SITE, HttpSitesClient::site);
  }

  @Override
  public Site changeDomain(String site, String newDomain) {
    SitesArguments.of("changeDomain").site(site).newDomain(newDomain).done();
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("domain", newDomain);
    return calls.put(named("changeDomain", site), body, SITE, HttpSitesClient::site);
  }

  @Override
  public Site configureTracker(String site, TrackerSettings settings) {
    SitesArguments.of("configureTracker")
        .site(site)
        .check(!settings.isEmpty(), "settings", settings, "change nothing", "name a switch")
        .done();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set(TrackerJson.KEY, TrackerJson.write(settings));
    return calls.put(named("configureTracker", site), body, SITE, HttpSitesClient::site);
  }

  @Override
  public void delete(String site) {
    delete(named("delete", site));
  }

  @Override
  public SharedLink createSharedLink(String site, String name) {
    SitesArguments.of("createSharedLink")
        .site(site)
        .notBlank("name", name, "use a name that says what the link is for")
        .done();
    return calls.put(
        calls.url(ROOT + "/shared-links").build(),
        body(site).put("name", name),
        "a shared link as JSON",
        json ->
            new SharedLink(
                JsonFields.text(json, "name"),
                JsonFields.text(json, "url"),
                OptionalLong.empty(),
                Optional.empty()));
  }

  @Override
  public Stream<Goal> goals(String site) {
    return pages(of("goals", "goals", site), "goals", GoalJson::ofSites);
  }

  @Override
  public Goal createGoal(String site, NewGoal goal) {
    SitesArguments.of("createGoal").site(site).done();
    return calls.put(
        calls.url(ROOT + "/goals").build(),
        GoalJson.toSites(site, goal),
        "a goal as JSON",
        GoalJson::ofSites);
  }

  @Override
  public void deleteGoal(String site, long goalId) {
    delete(of("deleteGoal", "goals", site).addPathSegment(String.valueOf(goalId)).build());
  }

  @Override
  public List<String> customProperties(String site) {
    return calls.get(
        of("customProperties", "custom-props", site).build(),
        "custom properties as JSON",
        json ->
            JsonFields.list(
                json, "custom_properties", entry -> JsonFields.text(entry, "property")));
  }

  @Override
  public void addCustomProperty(String site, String property) {
    SitesArguments.of("addCustomProperty").site(site).property(property).done();
    calls.put(
        calls.url(ROOT + "/custom-props").build(),
        body(site).put("property", property),
        "the confirmation of a custom property",
        json -> JsonFields.confirmed(json, "created"));
  }

  @Override
  public void removeCustomProperty(String site, String property) {
    SitesArguments.of("removeCustomProperty")
        .site(site)
        .property(property)
        .pathSegment("property", property)
        .done();
    delete(of("removeCustomProperty", "custom-props", site).addPathSegment(property).build());
  }

  @Override
  public Stream<Guest> guests(String site) {
    return pages(of("guests", "guests", site), "guests", HttpSitesClient::guest);
  }

  @Override
  public Guest inviteGuest(String site, String email, GuestRole role) {
    SitesArguments.of("inviteGuest").site(site).email(email).done();
    return calls.put(
        calls.url(ROOT + "/guests").build(),
        body(site).put("email", email).put("role", role.name()),
        "a guest as JSON",
        HttpSitesClient::guest);
  }

  @Override
  public void removeGuest(String site, String email) {
    SitesArguments.of("removeGuest").site(site).email(email).done();
    delete(of("removeGuest", "guests", site).addPathSegment(email).build());
  }

  /** The address of the API; never the key. */
  @Override
  public String toString() {
    return "SitesClient[" + calls.url(ROOT).build() + "]";
  }

  private HttpUrl named(String call, String site) {
    SitesArguments.of(call).site(site).done();
    return calls.url(ROOT).addPathSegment(site).build();
  }

  /** The site as a query parameter, because proxies may drop the body of a DELETE. */
  private HttpUrl.Builder of(String call, String part, String site) {
    SitesArguments.of(call).site(site).done();
    return calls.url(ROOT + "/" + part).addQueryParameter("site_id", site);
  }

  private static ObjectNode body(String site) {
    return JsonNodeFactory.instance.objectNode().put("site_id", site);
  }

  private void delete(HttpUrl url) {
    calls.delete(
        url, "the confirmation of a deletion", json -> JsonFields.confirmed(json, "deleted"));
  }

  private <T> Stream<T> pages(HttpUrl.Builder url, String key, Function<JsonNode, T> reader) {
    return Pages.stream(
        calls,
        url,
        json ->
            new Pages.Page<>(
                JsonFields.list(json, key, reader),
                JsonFields.optionalText(json.path("meta"), "after").orElse(null)));
  }

  private static SiteSummary summary(JsonNode json) {
    return new SiteSummary(JsonFields.text(json, "domain"), JsonFields.text(json, "timezone"));
  }

  private static Site site(JsonNode json) {
    return new Site(
        JsonFields.text(json, "domain"),
        JsonFields.text(json, "timezone"),
        JsonFields.texts(json.path("custom_properties")),
        TrackerJson.readOptional(json));
  }

  private static Guest guest(JsonNode json) {
    return new Guest(
        JsonFields.text(json, "email"),
        new GuestRole(JsonFields.text(json, "role")),
        JsonFields.text(json, "status").equals("accepted"));
  }
}
