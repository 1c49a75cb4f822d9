package io.github.plausible4j.testkit;

import io.github.plausible4j.testkit.internal.account.Ids;
import io.github.plausible4j.testkit.internal.account.MemoryDirectory;
import io.github.plausible4j.testkit.internal.account.RequestLimits;
import io.github.plausible4j.testkit.internal.http.Router;
import io.github.plausible4j.testkit.internal.ingest.DropLog;
import io.github.plausible4j.testkit.internal.ingest.EventApi;
import io.github.plausible4j.testkit.internal.plugins.PluginsApi;
import io.github.plausible4j.testkit.internal.sites.SitesApi;
import io.github.plausible4j.testkit.internal.stats.StatsApi;
import io.github.plausible4j.testkit.internal.stats.StatsEndpoints;
import io.github.plausible4j.testkit.internal.stats.query.StatsEdition;
import io.github.plausible4j.testkit.internal.store.EventStore;
import io.github.plausible4j.testkit.internal.store.MemoryEventStore;
import io.github.plausible4j.testkit.internal.system.Outages;
import io.github.plausible4j.testkit.internal.system.Pages;
import io.github.plausible4j.testkit.internal.system.SystemApi;
import io.github.plausible4j.testkit.internal.wire.HttpResponse;
import io.github.plausible4j.testkit.internal.wire.JsonValues;
import java.util.List;
import java.util.function.Supplier;

/** The APIs of a server, which share one store. */
final class Application {
  /**
   * These two routes need the session of a logged-in user, and nobody can log in to the test
   * server.
   */
  private static final String NO_LOGIN = "You need to be logged in to request a list of sites";

  private static final String NO_SESSION =
      "Site does not exist or user does not have sufficient access.";

  private final EventStore store = new MemoryEventStore();
  private final Seeding seeding;
  private final Importing importing;
  private final EventApi events;
  private final SystemApi system;
  private final PluginsApi plugins;
  private final StatsEndpoints stats;
  private final RequestLimits limits;
  private final ServerSettings settings;
  private final Supplier<String> baseUrl;

  Application(ServerSettings settings, Outages outages, Inbox inbox, Supplier<String> baseUrl) {
    this.settings = settings;
    seeding = new Seeding(store, settings.directory());
    importing = new Importing(store, settings.directory(), settings.ingest());
    this.baseUrl = baseUrl;
    system = new SystemApi(outages, settings.release() == ServerRelease.CE_2021);
    plugins = new PluginsApi(settings.directory(), baseUrl, settings.hosted());
    limits =
        new RequestLimits(
            settings.clock(), settings.burstLimit(), settings.release() == ServerRelease.HOSTED);
    stats =
        new StatsEndpoints(
            settings.directory(),
            limits,
            outages,
            new StatsApi(store, settings.clock()),
            new StatsEdition(settings.release() == ServerRelease.HOSTED, settings.hosted()));
    events =
        new EventApi(
            settings.directory(),
            (site, event) -> {
              // Without its database the real server answers as usual and loses the event.
              if (!outages.clickHouse()) {
                store.add(site.id(), event);
                inbox.add(event);
              }
            },
            settings.ingest(),
            settings.clock());
  }

  Router router() {
    Router router =
        new Router()
            .on("POST", "/api/event", events::post)
            .on("OPTIONS", "/api/event", events::preflight)
            .on("GET", "/api/health", system::ready)
            .on("GET", "/api/error", call -> HttpResponse.empty(200))
            .on("GET", "/api/v1/stats/realtime/visitors", stats::realtimeVisitors)
            .on("GET", "/api/v1/stats/aggregate", stats::aggregate)
            .on("GET", "/api/v1/stats/timeseries", stats::timeseries)
            .on("GET", "/api/v1/stats/breakdown", stats::breakdown)
            .on("GET", "/api/sites", call -> error(401, NO_LOGIN));
    Pages.addTo(router);
    if (settings.release() != ServerRelease.CE_2021) {
      router
          .on("POST", "/api/v2/query", stats::query)
          .on("GET", "/api/docs/query/schema.json", stats::schema)
          .on("POST", "/api/docs/query", call -> error(404, NO_SESSION))
          .on("GET", "/api/system", system::describe)
          .on("GET", "/api/system/health/live", system::live)
          .on("GET", "/api/system/health/ready", system::ready);
      plugins.addTo(router);
      if (settings.hosted() && settings.directory() instanceof MemoryDirectory directory) {
        new SitesApi(directory, limits, baseUrl).addTo(router);
      }
    }
    return router;
  }

  private static HttpResponse error(int status, String text) {
    return HttpResponse.json(status, JsonValues.object().put("error", text));
  }

  String mintPluginToken(String site) {
    String token = Ids.pluginToken();
    settings.directory().addToken(token, site);
    return token;
  }

  RequestLimits limits() {
    return limits;
  }

  DropLog dropLog() {
    return events.dropLog();
  }

  void seed(List<SeededEvent> seeded) {
    seeding.add(seeded);
  }

  void importStats(ImportedStats stats) {
    importing.add(stats);
  }

  void clear() {
    store.clear();
    seeding.clear();
    events.clear();
    limits.clear();
  }
}
