package io.github.plausible4j.benchmarks.delivery;

import java.nio.ByteBuffer;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * A server that speaks HTTP/1.1 and, to who begins with it, HTTP/2 on the same port, and that
 * answers 202 after a time. Prints its address, and for each line of its input how many requests it
 * has answered. Argument: milliseconds until the answer.
 */
final class JettyServer {
  private JettyServer() {}

  public static void main(String[] args) throws Exception {
    Answer answer = new Answer(Long.parseLong(args[0]));
    Server server = new Server();
    HttpConfiguration http = new HttpConfiguration();
    ServerConnector connector =
        new ServerConnector(
            server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(answer);
    server.start();
    System.out.println("http://127.0.0.1:" + connector.getLocalPort());
    for (int c = System.in.read(); c >= 0; c = System.in.read()) {
      if (c == '\n') {
        System.out.println(answer.requests.get());
      }
    }
    System.exit(0);
  }

  private static final class Answer extends Handler.Abstract {
    private final long millis;
    private final AtomicLong requests = new AtomicLong();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    Answer(long millis) {
      this.millis = millis;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Content.Source.consumeAll(
          request,
          Callback.from(
              () -> {
                if (millis == 0) {
                  answer(response, callback);
                } else {
                  var unused =
                      timer.schedule(
                          () -> answer(response, callback), millis, TimeUnit.MILLISECONDS);
                }
              },
              callback::failed));
      return true;
    }

    private void answer(Response response, Callback callback) {
      requests.incrementAndGet();
      response.setStatus(202);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain");
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 2);
      response.write(true, ByteBuffer.wrap(new byte[] {'o', 'k'}), callback);
    }
  }
}
