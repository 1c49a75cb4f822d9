package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.Visitor;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;

/** Creates the request of an event: its address, its body and the visitor's headers. */
final class EventRequests {
  /** For events without a visitor: stands for the machine itself, and is not the name of a bot. */
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
      // Every release reads the first header. Since 2.1, the second one also works behind a proxy
      // that
      // overwrites the first.
      request
          .header("X-Forwarded-For", visitor.ipAddress())
          .header("X-Plausible-IP", visitor.ipAddress());
    }
    return request;
  }
}
