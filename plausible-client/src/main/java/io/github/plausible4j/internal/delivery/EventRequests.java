package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.Visitor;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;

/** Makes the request of an event: its address, its body and the visitor's headers. */
final class EventRequests {
  /** For events without a visitor: the machine itself, under a name that is not a bot's. */
  static final Visitor THIS_MACHINE = Visitor.ofServer("application");

  private final HttpUrl url;

  EventRequests(HttpUrl url) {
    this.url = url;
  }

  Request.Builder of(Event event, RequestBody body) {
    Visitor visitor = event.visitor().orElse(THIS_MACHINE);
    Request.Builder request =
        new Request.Builder().url(url).post(body).header("User-Agent", visitor.userAgent());
    if (!visitor.ipAddress().isEmpty()) {
      // The first is read by every release; the second, since 2.1, also behind a proxy that
      // overwrites the first.
      request
          .header("X-Forwarded-For", visitor.ipAddress())
          .header("X-Plausible-IP", visitor.ipAddress());
    }
    return request;
  }
}
