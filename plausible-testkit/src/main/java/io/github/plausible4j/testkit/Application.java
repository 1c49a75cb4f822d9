package io.github.plausible4j.testkit;

import io.github.plausible4j.testkit.internal.account.Ids;
import io.github.plausible4j.testkit.internal.http.Router;
import io.github.plausible4j.testkit.internal.ingest.DropLog;
import io.github.plausible4j.testkit.internal.ingest.EventApi;
import io.github.plausible4j.testkit.internal.store.EventStore;
import io.github.plausible4j.testkit.internal.store.MemoryEventStore;
import io.github.plausible4j.testkit.internal.system.Outages;
import io.github.plausible4j.testkit.internal.system.SystemApi;
import io.github.plausible4j.testkit.internal.wire.Answer;
import java.util.List;

/** The APIs of a server over one store. */
final class Application {
  private final EventStore store = new MemoryEventStore();
  private final Seeding seeding = new Seeding(store);
  private final EventApi events;
  private final SystemApi system;
  private final ServerSettings settings;

  Application(ServerSettings settings, Outages outages, Inbox inbox) {
    this.settings = settings;
    system = new SystemApi(outages, settings.release() == ServerRelease.CE_2021);
    events =
        new EventApi(
            settings.directory(),
            event -> {
              // Without its database the real server answers as ever and loses the event.
              if (!outages.clickHouse()) {
                store.add(event);
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
            .on("GET", "/api/health", system::ready)
            .on("GET", "/api/error", call -> Answer.empty(200));
    if (settings.release() != ServerRelease.CE_2021) {
      router
          .on("GET", "/api/system", system::describe)
          .on("GET", "/api/system/health/live", system::live)
          .on("GET", "/api/system/health/ready", system::ready);
    }
    return router;
  }

  String mintPluginToken(String site) {
    String token = Ids.pluginToken();
    settings.directory().addToken(token, site);
    return token;
  }

  DropLog dropLog() {
    return events.dropLog();
  }

  void seed(List<SeededEvent> seeded) {
    seeding.add(seeded);
  }

  void clear() {
    store.clear();
    seeding.clear();
    events.clear();
  }
}
