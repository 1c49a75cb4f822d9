package io.github.plausible4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.internal.HttpResponse;
import io.github.plausible4j.internal.Json;
import io.github.plausible4j.internal.Transport;
import okhttp3.Request;

/** Client for the routes that need no key: health and release. */
final class SystemApi {
  private final Transport transport;

  SystemApi(Transport transport) {
    this.transport = transport;
  }

  Health health() {
    // Every release since 2021 has this route; if a database is down, the answer is a 500 with a
    // body.
    HttpResponse answer = get("api/health");
    JsonNode json = object(answer, "the health of Plausible as JSON");
    if (json.has("postgres") || json.has("clickhouse")) {
      return Health.read(json);
    }
    throw answer.isSuccessful()
        ? transport.failures().unexpected(answer, "the health of Plausible as JSON", null)
        : transport.failures().refused(answer);
  }

  ServerInfo serverInfo() {
    HttpResponse answer = get("api/system");
    if (answer.status() == 404 || answer.status() == 406) {
      // The answer may come from another program: the health route shows whether this is Plausible.
      Health unused = health();
      return ServerInfo.BEFORE_3_0;
    }
    if (!answer.isSuccessful()) {
      throw transport.failures().refused(answer);
    }
    return ServerInfo.read(object(answer, "the release of Plausible as JSON"));
  }

  private HttpResponse get(String route) {
    return transport.exchange(new Request.Builder().url(transport.url(route).build()).build());
  }

  private JsonNode object(HttpResponse answer, String expected) {
    try {
      JsonNode json = Json.read(answer.body());
      if (json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException e) {
      throw answer.isSuccessful()
          ? transport.failures().unexpected(answer, expected, e)
          : transport.failures().refused(answer);
    }
    throw answer.isSuccessful()
        ? transport.failures().unexpected(answer, expected, null)
        : transport.failures().refused(answer);
  }
}
