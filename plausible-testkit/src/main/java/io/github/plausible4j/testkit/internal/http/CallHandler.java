package io.github.plausible4j.testkit.internal.http;

import io.github.plausible4j.testkit.internal.http.InjectedFault.Kind;
import io.github.plausible4j.testkit.internal.wire.HttpRequest;
import io.github.plausible4j.testkit.internal.wire.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns requests into calls and answers into responses, and injects faults. */
final class CallHandler extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(CallHandler.class);

  /** More than any limit of Plausible, so that its own limits decide. */
  private static final int MAX_BODY_BYTES = 8_000_001;

  private final Function<HttpRequest, HttpResponse> application;
  private final InjectedFaults faults;

  CallHandler(Function<HttpRequest, HttpResponse> application, InjectedFaults faults) {
    this.application = application;
    this.faults = faults;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    InjectedFault fault = faults.poll();
    if (fault != null && fault.kind() == Kind.DISCONNECT_BEFORE_READING) {
      disconnect(request, callback);
      return true;
    }
    byte[] body = read(request);
    if (fault != null && fault.kind() == Kind.STATUS) {
      send(request, response, callback, refusal(fault));
      return true;
    }
    HttpResponse answer = answer(call(request, body));
    if (fault == null) {
      send(request, response, callback, answer);
      return true;
    }
    switch (fault.kind()) {
      case DISCONNECT_AFTER_READING -> disconnect(request, callback);
      case STALL -> LOG.debug("no answer to {} {}", request.getMethod(), request.getHttpURI());
      case DELAY -> later(request, fault, () -> send(request, response, callback, answer));
      case SLOW_BODY -> {
        head(response, answer);
        SlowBody.write(request, response, callback, answer.body(), fault.time());
      }
      default -> throw new IllegalStateException("unknown fault " + fault.kind());
    }
    return true;
  }

  private HttpResponse answer(HttpRequest call) {
    try {
      return application.apply(call);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("the test server failed at {} {}", call.method(), call.path(), e);
      // Not the text of a real server's 500, which a test may check for.
      return HttpResponse.page(500, "The test server itself failed; its log has the cause");
    }
  }

  private static HttpResponse refusal(InjectedFault fault) {
    HttpResponse answer = HttpResponse.page(fault.status(), "Fault on demand");
    return fault.retryAfter() == null
        ? answer
        : answer.header("Retry-After", Long.toString(fault.retryAfter().toSeconds()));
  }

  private static byte[] read(Request request) throws IOException {
    if (request.getLength() == 0) {
      return new byte[0];
    }
    try (InputStream body = Content.Source.asInputStream(request)) {
      return body.readNBytes(MAX_BODY_BYTES);
    }
  }

  private static HttpRequest call(Request request, byte[] body) {
    return new HttpRequest(
        request.getMethod(),
        request.getHttpURI().getPath(),
        request.getHttpURI().getQuery(),
        name -> request.getHeaders().get(name),
        address(request.getConnectionMetaData().getRemoteSocketAddress()),
        body);
  }

  private static String address(@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress internet && internet.getAddress() != null
        ? internet.getAddress().getHostAddress()
        : "127.0.0.1";
  }

  private static void send(
      Request request, Response response, Callback callback, HttpResponse answer) {
    head(response, answer);
    response.write(true, ByteBuffer.wrap(bodyFor(request, answer)), callback);
  }

  private static byte[] bodyFor(Request request, HttpResponse answer) {
    return request.getMethod().equals("HEAD") ? new byte[0] : answer.body();
  }

  private static void head(Response response, HttpResponse answer) {
    response.setStatus(answer.status());
    if (answer.contentType() != null) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
    }
    answer
        .headers()
        .forEach(header -> response.getHeaders().add(header.getKey(), header.getValue()));
    if (answer.status() != 204) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
    }
  }

  private static void later(Request request, InjectedFault fault, Runnable action) {
    request
        .getComponents()
        .getScheduler()
        .schedule(action, fault.time().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends the connection like a crashed server, without another byte. */
  private static void disconnect(Request request, Callback callback) {
    request.getConnectionMetaData().getConnection().getEndPoint().close();
    callback.failed(new EofException("disconnected on demand"));
  }
}
