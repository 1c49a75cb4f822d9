package io.github.plausible4j.testkit.internal.plugins;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.testkit.internal.account.Directory;
import io.github.plausible4j.testkit.internal.account.Site;
import io.github.plausible4j.testkit.internal.http.Router;
import io.github.plausible4j.testkit.internal.wire.Accepts;
import io.github.plausible4j.testkit.internal.wire.ErrorResponses;
import io.github.plausible4j.testkit.internal.wire.HttpRequest;
import io.github.plausible4j.testkit.internal.wire.HttpResponse;
import io.github.plausible4j.testkit.internal.wire.JsonValues;
import io.github.plausible4j.testkit.internal.wire.Resources;
import java.util.List;
import java.util.function.Supplier;

/** The Plugins API. Thread-safe. For internal use only. */
public final class PluginsApi {
  private static final String ROOT = "/api/plugins/v1";
  private static final List<String> FEATURES =
      List.of(
          "ConsolidatedView",
          "Funnels",
          "Goals",
          "Props",
          "RevenueGoals",
          "SSO",
          "SharedLinks",
          "SiteSegments",
          "SitesAPI",
          "StatsAPI");

  private final PluginCalls calls;
  private final Supplier<String> baseUrl;
  private final boolean hosted;

  /**
   * @param hosted whether the features of the hosted service are available
   */
  public PluginsApi(Directory directory, Supplier<String> baseUrl, boolean hosted) {
    calls = new PluginCalls(directory, baseUrl);
    this.baseUrl = baseUrl;
    this.hosted = hosted;
  }

  /** Adds the routes. */
  public void addTo(Router router) {
    GoalPlugin goals = new GoalPlugin(calls, hosted);
    LinkPlugin links = new LinkPlugin(calls);
    PropertyPlugin properties = new PropertyPlugin(calls);
    TrackerPlugin tracker = new TrackerPlugin(calls);
    router
        .on("GET", "/api/plugins/spec/openapi", this::description)
        .on("GET", ROOT + "/capabilities", this::capabilities)
        .on("GET", ROOT + "/goals", goals::list)
        .on("PUT", ROOT + "/goals", goals::put)
        .on("DELETE", ROOT + "/goals", goals::deleteAll)
        .on("GET", ROOT + "/goals/:id", (call, path) -> goals.get(call, path.get(0)))
        .on("DELETE", ROOT + "/goals/:id", (call, path) -> goals.delete(call, path.get(0)))
        .on("GET", ROOT + "/shared_links", links::list)
        .on("PUT", ROOT + "/shared_links", links::put)
        .on("GET", ROOT + "/shared_links/:id", (call, path) -> links.get(call, path.get(0)))
        .on("PUT", ROOT + "/custom_props", properties::put)
        .on("DELETE", ROOT + "/custom_props", properties::delete)
        .on("GET", ROOT + "/tracker_script_configuration", tracker::get)
        .on("PUT", ROOT + "/tracker_script_configuration", tracker::put);
  }

  /** The public OpenAPI description. */
  private HttpResponse description(HttpRequest call) {
    return Accepts.json(call)
        ? HttpResponse.json(
            200,
            Resources.text(PluginsApi.class, "openapi.json").replace("{baseUrl}", baseUrl.get()))
        : ErrorResponses.of(call, 406);
  }

  private HttpResponse capabilities(HttpRequest call) {
    if (!Accepts.json(call)) {
      return ErrorResponses.of(call, 406);
    }
    Site site = calls.siteOf(call);
    ObjectNode body = JsonValues.object().put("authorized", site != null);
    body.put("data_domain", site == null ? null : site.domain());
    ObjectNode features = body.putObject("features");
    FEATURES.forEach(name -> features.put(name, site != null && available(name)));
    return HttpResponse.json(200, body);
  }

  private boolean available(String feature) {
    return !feature.equals("SSO") && (hosted || !feature.equals("SitesAPI"));
  }
}
