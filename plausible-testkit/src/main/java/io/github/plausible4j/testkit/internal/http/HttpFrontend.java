package io.github.plausible4j.testkit.internal.http;

import io.github.plausible4j.testkit.internal.wire.HttpRequest;
import io.github.plausible4j.testkit.internal.wire.HttpResponse;
import java.time.Duration;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** An HTTP/1.1 server on the loopback interface. Thread-safe. For internal use only. */
public final class HttpFrontend implements AutoCloseable {
  private static final int THREADS = 64;
  private static final int BACKLOG = 1024;
  private static final int MAX_HEADER_BYTES = 64 * 1024;

  /** Longer than a developer waits at a breakpoint between two requests. */
  private static final Duration IDLE = Duration.ofMinutes(10);

  private final Server server;
  private final ServerConnector connector;

  /**
   * Starts to listen.
   *
   * @param port 0 for any free one
   */
  public HttpFrontend(
      String host,
      int port,
      Function<HttpRequest, HttpResponse> application,
      InjectedFaults faults) {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
    threads.setName("plausible-test-server");
    threads.setDaemon(true);
    // All threads are daemon threads, so that a server that is not closed does not keep the program
    // running.
    server =
        new Server(threads, new ScheduledExecutorScheduler("plausible-test-server", true), null);
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(MAX_HEADER_BYTES);
    // The name of a site may contain an encoded slash. The real server accepts requests that
    // Java would reject.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    configuration.setHttpCompliance(HttpCompliance.RFC7230_LEGACY);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost(host);
    connector.setPort(port);
    connector.setAcceptQueueSize(BACKLOG);
    connector.setReuseAddress(true);
    connector.setIdleTimeout(IDLE.toMillis());
    server.addConnector(connector);
    server.setHandler(new CallHandler(application, faults));
    server.setStopTimeout(0);
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(
          "cannot listen on "
              + host
              + ":"
              + port
              + ": "
              + (e.getCause() == null ? e : e.getCause()).getMessage()
              + "; choose another port, or 0 for any free one",
          e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Closes the port and all connections, and ends the threads. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the server did not stop", e);
    }
  }
}
