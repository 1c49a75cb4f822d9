package io.github.plausible4j.testkit.internal.sites;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.testkit.internal.account.ApiKey;
import io.github.plausible4j.testkit.internal.account.MemoryDirectory;
import io.github.plausible4j.testkit.internal.account.RequestLimits;
import io.github.plausible4j.testkit.internal.account.SharedLink;
import io.github.plausible4j.testkit.internal.account.Site;
import io.github.plausible4j.testkit.internal.http.Router;
import io.github.plausible4j.testkit.internal.wire.HttpRequest;
import io.github.plausible4j.testkit.internal.wire.HttpResponse;
import io.github.plausible4j.testkit.internal.wire.JsonValues;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The Sites API. Thread-safe. For internal use only. */
public final class SitesApi {
  private static final String ROOT = "/api/v1/sites";
  private static final String RESERVED_NAME = "WordPress - Shared Dashboard";

  private final MemoryDirectory directory;
  private final SiteCalls calls;
  private final Supplier<String> baseUrl;

  public SitesApi(MemoryDirectory directory, RequestLimits limits, Supplier<String> baseUrl) {
    this.directory = directory;
    this.calls = new SiteCalls(directory, limits);
    this.baseUrl = baseUrl;
  }

  /** Adds the routes. */
  public void addTo(Router router) {
    GoalEndpoints goals = new GoalEndpoints(calls);
    PropertyEndpoints properties = new PropertyEndpoints(calls);
    GuestEndpoints guests = new GuestEndpoints(calls);
    router
        .on("GET", ROOT, this::list)
        .on("POST", ROOT, this::create)
        .on("GET", ROOT + "/teams", this::teams)
        .on("PUT", ROOT + "/shared-links", this::putSharedLink)
        .on("GET", ROOT + "/goals", goals::list)
        .on("PUT", ROOT + "/goals", goals::put)
        .on("DELETE", ROOT + "/goals/:id", (call, path) -> goals.delete(call, path.get(0)))
        .on("GET", ROOT + "/custom-props", properties::list)
        .on("PUT", ROOT + "/custom-props", properties::put)
        .on(
            "DELETE",
            ROOT + "/custom-props/*property",
            (call, path) -> properties.delete(call, path.get(0)))
        .on("GET", ROOT + "/guests", guests::list)
        .on("PUT", ROOT + "/guests", guests::put)
        .on("DELETE", ROOT + "/guests/:email", (call, path) -> guests.delete(call, path.get(0)))
        .on("GET", ROOT + "/:site", (call, path) -> get(call, path.get(0)))
        .on("PUT", ROOT + "/:site", (call, path) -> update(call, path.get(0)))
        .on("DELETE", ROOT + "/:site", (call, path) -> delete(call, path.get(0)));
  }

  private HttpResponse list(HttpRequest call) {
    return calls.read(
        call,
        (key, parameters) -> {
          String team = SiteCalls.text(parameters, "team_id");
          List<Site> sites =
              team == null || team.equals(teamOf(key)) ? directory.sitesOf(key.owner()) : List.of();
          return SiteCalls.page(
              call,
              "sites",
              sites,
              directory::idOf,
              site ->
                  JsonValues.object()
                      .put("domain", site.domain())
                      .put("timezone", site.timezone().getId()));
        });
  }

  private HttpResponse teams(HttpRequest call) {
    return calls.read(
        call,
        (key, parameters) ->
            SiteCalls.page(
                call,
                "teams",
                List.of(key),
                team -> 1,
                team ->
                    JsonValues.object()
                        .put("id", teamOf(team))
                        .put("name", "My personal sites")
                        .put("api_available", true)));
  }

  /** Each account has one team; its id is the same in each run. */
  private static String teamOf(ApiKey key) {
    return UUID.nameUUIDFromBytes(key.owner().getBytes(StandardCharsets.UTF_8)).toString();
  }

  private HttpResponse create(HttpRequest call) {
    return calls.write(
        call,
        (key, parameters) -> {
          String team = SiteCalls.text(parameters, "team_id");
          if (team != null && !team.equals(teamOf(key))) {
            return SiteCalls.error(403, "You can't add sites to the selected team.");
          }
          String domain = Domains.clean(parameters.path("domain").asText(""));
          String problem = domainProblem(parameters.path("domain"), domain);
          if (problem != null) {
            return SiteCalls.error(400, problem);
          }
          JsonNode zone = parameters.path("timezone");
          String timezone = zone.isMissingNode() ? "Etc/UTC" : zone.asText("");
          if (!ZoneId.getAvailableZoneIds().contains(timezone)) {
            return SiteCalls.error(400, "timezone: is invalid");
          }
          TrackerSettings tracker = TrackerSettings.of(parameters);
          if (tracker.problem() != null) {
            return SiteCalls.error(400, tracker.problem());
          }
          Site site = directory.add(domain, ZoneId.of(timezone), key.owner());
          site.contents().setTracker(site.contents().tracker().notInstalled());
          tracker.applyTo(site);
          return HttpResponse.json(200, SiteJson.of(site));
        });
  }

  private @Nullable String domainProblem(JsonNode given, String domain) {
    if (!given.isTextual() && !given.isNull() && !given.isMissingNode()) {
      return "domain: is invalid";
    }
    String problem = Domains.problem(domain);
    return problem == null && directory.isTaken(domain)
        ? "domain: This domain cannot be registered. Perhaps one of your colleagues registered it?"
            + " If that's not the case, please contact support@plausible.io"
        : problem;
  }

  private HttpResponse get(HttpRequest call, String domain) {
    return calls.read(
        call,
        (key, parameters) ->
            calls.ofSite(
                key,
                domain,
                parameters,
                (site, given) -> HttpResponse.json(200, SiteJson.of(site))));
  }

  private HttpResponse update(HttpRequest call, String domain) {
    return calls.write(
        call, (key, parameters) -> calls.ofSite(key, domain, parameters, this::change));
  }

  private HttpResponse change(Site site, ObjectNode parameters) {
    if (!parameters.has("domain") && !parameters.has("tracker_script_configuration")) {
      return SiteCalls.error(
          400,
          "Payload must contain at least one of the parameters 'domain',"
              + " 'tracker_script_configuration'");
    }
    Site changed = site;
    TrackerSettings tracker = TrackerSettings.of(parameters);
    if (tracker.problem() != null) {
      return SiteCalls.error(400, tracker.problem());
    }
    if (parameters.has("domain")) {
      String domain = Domains.clean(parameters.path("domain").asText(""));
      String problem =
          domain.equals(site.domain())
              ? "domain: New domain must be different than the current one"
              : domainProblem(parameters.path("domain"), domain);
      if (problem != null) {
        return SiteCalls.error(400, problem);
      }
      changed = directory.rename(site, domain);
    }
    tracker.applyTo(changed);
    return HttpResponse.json(200, SiteJson.of(changed));
  }

  private HttpResponse delete(HttpRequest call, String domain) {
    return calls.write(
        call,
        (key, parameters) ->
            calls.ofSite(
                key,
                domain,
                parameters,
                (site, given) -> {
                  directory.remove(site);
                  return SiteCalls.confirmed("deleted");
                }));
  }

  private HttpResponse putSharedLink(HttpRequest call) {
    return calls.ofSite(
        call,
        true,
        (site, parameters) -> {
          String name = SiteCalls.text(parameters, "name");
          if (name == null) {
            return SiteCalls.error(400, "Parameter `name` is required to create a shared link");
          }
          if (name.equals(RESERVED_NAME)) {
            return SiteCalls.error(400, "This name is reserved. Please choose another one");
          }
          SharedLink link = site.contents().linkFor(name, null);
          String domain = URLEncoder.encode(site.domain(), StandardCharsets.UTF_8);
          return HttpResponse.json(
              200,
              JsonValues.object()
                  .put("name", link.name())
                  .put("url", baseUrl.get() + "/share/" + domain + "?auth=" + link.slug()));
        });
  }
}
