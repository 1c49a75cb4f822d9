package io.github.plausible4j.testkit.internal.ingest;

import io.github.plausible4j.testkit.internal.account.Directory;
import io.github.plausible4j.testkit.internal.account.Site;
import io.github.plausible4j.testkit.internal.ingest.BodyReader.Body;
import io.github.plausible4j.testkit.internal.store.StoredEvent;
import io.github.plausible4j.testkit.internal.wire.Accepts;
import io.github.plausible4j.testkit.internal.wire.ErrorResponses;
import io.github.plausible4j.testkit.internal.wire.HttpRequest;
import io.github.plausible4j.testkit.internal.wire.HttpResponse;
import io.github.plausible4j.testkit.internal.wire.JsonValues;
import java.time.Clock;
import java.util.Map;
import java.util.function.BiConsumer;

/** The event API. Thread-safe. For internal use only. */
public final class EventApi {
  private static final HttpResponse ACCEPTED = HttpResponse.text(202, "ok");

  private final IngestSettings settings;
  private final Ingestion ingestion;
  private final DropLog dropLog = new DropLog();

  public EventApi(
      Directory directory,
      BiConsumer<Site, StoredEvent> store,
      IngestSettings settings,
      Clock clock) {
    this.settings = settings;
    this.ingestion = new Ingestion(directory, store, settings, clock, dropLog);
  }

  /** POST /api/event. */
  public HttpResponse post(HttpRequest call) {
    return Cors.open(answer(call));
  }

  /** OPTIONS /api/event: the request that a browser sends before it posts. */
  public HttpResponse preflight(HttpRequest call) {
    return Cors.preflight();
  }

  private HttpResponse answer(HttpRequest call) {
    if (!Accepts.json(call)) {
      return ErrorResponses.of(call, 406);
    }
    Body body = BodyReader.read(call);
    if (body.refusal() != null) {
      return settings.old() ? HttpResponse.empty(400) : body.refusal();
    }
    // The servers of 2021 decoded the properties without checking their type.
    if (settings.old()
        && new KeyAliases(body.keys()).first("m", "meta", "p", "props") instanceof Map) {
      return ErrorResponses.of(call, 500);
    }
    String address = ClientAddress.of(call, !settings.old());
    if (address == null) {
      return HttpResponse.json(
          500, JsonValues.object().put("message", "Server error").put("status", 500));
    }
    EventValidation validation = new EventValidation(body.keys());
    EventRequest event = validation.validate(call, address, settings.old());
    if (event == null) {
      return settings.old() ? HttpResponse.empty(400) : validation.errors().answer();
    }
    int dropped = ingestion.take(event);
    if (settings.old()) {
      return HttpResponse.empty(202);
    }
    return dropped == 0
        ? ACCEPTED
        : ACCEPTED.header("x-plausible-dropped", Integer.toString(dropped));
  }

  /** The events that were accepted but not stored. */
  public DropLog dropLog() {
    return dropLog;
  }

  /** Removes open visits and dropped events, and resets the counts of limits. */
  public void clear() {
    ingestion.clear();
    dropLog.clear();
  }
}
