package io.github.plausible4j.servlet;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.testkit.PlausibleServer;
import io.github.plausible4j.testkit.RecordedEvent;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * A web application on Jetty with a {@link PageViewFilter}, and the Plausible that it reports to.
 */
final class WebApplication implements AutoCloseable {
  static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  final PlausibleServer plausible = PlausibleServer.start();
  private final Plausible client = Plausible.create(plausible.url());
  final EventQueue queue = client.eventQueue();
  private final Server jetty = new Server();
  private final ServerConnector connector = new ServerConnector(jetty);
  private final ServletContextHandler context = new ServletContextHandler("/app");
  private final Semaphore returned = new Semaphore(0);
  private final HttpClient browser = HttpClient.newHttpClient();

  /** What a servlet does. */
  interface Page {
    void answer(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException;
  }

  WebApplication() {
    jetty.addConnector(connector);
    jetty.setHandler(context);
    // In front of all others: it tells when the filter has returned.
    filter(
        (request, response, chain) -> {
          try {
            chain.doFilter(request, response);
          } finally {
            returned.release();
          }
        });
  }

  WebApplication counting(UnaryOperator<PageViewFilter.Builder> settings) {
    return filter(
        settings.apply(PageViewFilter.builder(queue).site("blog.example.com")).build(),
        DispatcherType.REQUEST,
        DispatcherType.FORWARD,
        DispatcherType.INCLUDE,
        DispatcherType.ERROR,
        DispatcherType.ASYNC);
  }

  WebApplication counting() {
    return counting(settings -> settings);
  }

  private WebApplication filter(Filter filter) {
    return filter(filter, DispatcherType.REQUEST);
  }

  private WebApplication filter(Filter filter, DispatcherType first, DispatcherType... others) {
    FilterHolder holder = new FilterHolder(filter);
    holder.setAsyncSupported(true);
    context.addFilter(holder, "/*", EnumSet.of(first, others));
    return this;
  }

  WebApplication page(String pattern, Page page) {
    return servlet(
        pattern,
        new HttpServlet() {
          private static final long serialVersionUID = 1L;

          @Override
          protected void service(HttpServletRequest request, HttpServletResponse response)
              throws ServletException, IOException {
            page.answer(request, response);
          }
        });
  }

  WebApplication servlet(String pattern, HttpServlet servlet) {
    ServletHolder holder = new ServletHolder(servlet);
    holder.setAsyncSupported(true);
    context.addServlet(holder, pattern);
    return this;
  }

  WebApplication started() throws Exception {
    jetty.start();
    return this;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/app" + path);
  }

  /** As a browser opens a page; waits until the application is done with the request. */
  HttpResponse<String> open(String path, String... headers) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)).GET(), headers);
  }

  HttpResponse<String> send(HttpRequest.Builder request, String... headers) throws Exception {
    request.setHeader("User-Agent", FIREFOX).setHeader("Accept", "text/html,*/*;q=0.8");
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    HttpResponse<String> response =
        browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (!returned.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the filter did not return");
    }
    return response;
  }

  /** What Plausible has stored of all requests so far. */
  List<RecordedEvent> counted() {
    queue.flush(PATIENCE);
    return plausible.events();
  }

  List<RecordedEvent> awaitCounted(int count) throws InterruptedException {
    return plausible.awaitEvents(count, PATIENCE);
  }

  static Page html(String text) {
    return (request, response) -> {
      response.setContentType("text/html; charset=utf-8");
      response.getWriter().print(text);
    };
  }

  @Override
  public void close() {
    LifeCycle.stop(jetty);
    client.close();
    plausible.close();
  }
}
