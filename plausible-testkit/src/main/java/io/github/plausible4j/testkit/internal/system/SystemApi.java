package io.github.plausible4j.testkit.internal.system;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.testkit.internal.wire.Accepts;
import io.github.plausible4j.testkit.internal.wire.ErrorResponses;
import io.github.plausible4j.testkit.internal.wire.HttpRequest;
import io.github.plausible4j.testkit.internal.wire.HttpResponse;
import io.github.plausible4j.testkit.internal.wire.JsonValues;

/** Health and the description of the server. For internal use only. */
public final class SystemApi {
  private final Outages outages;
  private final boolean old;

  /**
   * @param old whether to have only the routes of the servers of 2021
   */
  public SystemApi(Outages outages, boolean old) {
    this.outages = outages;
    this.old = old;
  }

  /** GET /api/system/health/live. */
  public HttpResponse live(HttpRequest call) {
    if (!Accepts.json(call)) {
      return ErrorResponses.of(call, 406);
    }
    return HttpResponse.json(200, JsonValues.object().put("ok", true));
  }

  /** GET /api/system/health/ready and GET /api/health. */
  public HttpResponse ready(HttpRequest call) {
    if (!Accepts.json(call)) {
      return ErrorResponses.of(call, 406);
    }
    ObjectNode health =
        JsonValues.object()
            .put("postgres", outages.postgres() ? "error" : "ok")
            .put("clickhouse", outages.clickHouse() ? "error" : "ok");
    if (!old) {
      health.put("sessions", "ok").put("sites_cache", outages.postgres() ? null : "ok");
    }
    return HttpResponse.json(outages.postgres() || outages.clickHouse() ? 500 : 200, health);
  }

  /** GET /api/system. */
  public HttpResponse describe(HttpRequest call) {
    if (!Accepts.json(call)) {
      return ErrorResponses.of(call, 406);
    }
    ObjectNode system = JsonValues.object().put("geo_database", "GeoLite2-City");
    system
        .putObject("build")
        .putNull("version")
        .putNull("commit")
        .putNull("created")
        .putNull("tags");
    return HttpResponse.json(200, system);
  }
}
