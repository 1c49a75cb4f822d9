package io.github.plausible4j.k8s.internal.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import okio.ByteString;

/** A loopback HTTP server whose answers a test writes, and which remembers what it was asked. */
public final class FakeHttp implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Received> received = new CopyOnWriteArrayList<>();

  /** A request; header names in lower case. */
  public record Received(String method, String target, Map<String, String> headers, String body) {

    public String path() {
      int query = target.indexOf('?');
      return query < 0 ? target : target.substring(0, query);
    }
  }

  /** An answer; a declared length beyond the body's makes a broken connection. */
  public record Reply(int status, Map<String, String> headers, ByteString body, long declared) {

    public static Reply of(int status, String body) {
      return of(status, ByteString.encodeUtf8(body));
    }

    public static Reply of(int status, ByteString body) {
      return new Reply(status, Map.of(), body, body.size());
    }

    public Reply with(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Reply(status, more, body, declared);
    }

    public Reply truncated() {
      return new Reply(status, headers, body, body.size() + 100L);
    }
  }

  private FakeHttp(HttpServer server) {
    this.server = server;
  }

  public static FakeHttp start(Function<Received, Reply> answers) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      FakeHttp fake = new FakeHttp(server);
      server.setExecutor(fake.threads);
      server.createContext("/", exchange -> fake.handle(exchange, answers));
      server.start();
      return fake;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(HttpExchange exchange, Function<Received, Reply> answers) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    Received request =
        new Received(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            headers,
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    received.add(request);
    Reply reply = answers.apply(request);
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    try (exchange) {
      exchange.sendResponseHeaders(reply.status(), reply.declared() == 0 ? -1 : reply.declared());
      exchange.getResponseBody().write(reply.body().toByteArray());
    }
  }

  public String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  public String url(String path) {
    return "http://" + authority() + path;
  }

  public List<Received> received() {
    return List.copyOf(received);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
