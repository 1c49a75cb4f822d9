package io.github.plausible4j.testkit.internal.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes a body byte by byte over a given time, without blocking a thread. */
final class SlowBody {
  private final Request request;
  private final Response response;
  private final Callback callback;
  private final byte[] body;
  private final long pauseMillis;
  private int written;

  private SlowBody(
      Request request, Response response, Callback callback, byte[] body, long pauseMillis) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.body = body;
    this.pauseMillis = pauseMillis;
  }

  static void write(
      Request request, Response response, Callback callback, byte[] body, Duration time) {
    if (body.length == 0 || request.getMethod().equals("HEAD")) {
      response.write(true, ByteBuffer.allocate(0), callback);
      return;
    }
    long pause = Math.max(1, time.toMillis() / body.length);
    new SlowBody(request, response, callback, body, pause).next();
  }

  private void next() {
    ByteBuffer one = ByteBuffer.wrap(body, written++, 1);
    boolean last = written == body.length;
    response.write(last, one, last ? callback : Callback.from(this::schedule, callback::failed));
  }

  private void schedule() {
    request.getComponents().getScheduler().schedule(this::next, pauseMillis, TimeUnit.MILLISECONDS);
  }
}
