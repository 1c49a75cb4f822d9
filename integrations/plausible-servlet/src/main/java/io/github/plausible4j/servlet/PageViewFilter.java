package io.github.plausible4j.servlet;

import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.Visitor;
import io.github.plausible4j.events.VisitorFinder;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts page views on the server, for pages without Plausible's script. Thread-safe.
 *
 * <p>A page view is a GET that a browser sent to open a page, answered with 200 and HTML, or with
 * 304 for a page that the browser already has. Bots (by their User-Agent), prefetches, frames,
 * requests by scripts and downloads are not counted. A request is counted once, regardless of
 * forwards, includes and error pages; an asynchronous one when it is complete.
 *
 * <p>The filter never blocks, never throws and never changes an answer. Exceptions of the
 * application are passed on. Map it to {@code /*} for the dispatcher type REQUEST, with
 * asynchronous requests supported:
 *
 * <pre>{@code
 * context.addFilter("plausible", PageViewFilter.builder(queue).excluding("/admin/*").build());
 * }</pre>
 */
public final class PageViewFilter implements Filter {
  private static final Logger LOG = LoggerFactory.getLogger(PageViewFilter.class);

  private final String seen =
      PageViewFilter.class.getName() + "@" + System.identityHashCode(this) + ".seen";
  private final AtomicBoolean hasWarned = new AtomicBoolean();
  private final EventQueue queue;
  private final VisitorFinder visitorFinder;
  private final List<String> sites;
  private final @Nullable String origin;
  private final UrlPatterns included;
  private final UrlPatterns excluded;
  private final BiFunction<HttpServletRequest, Event, Optional<Event>> customizer;

  private PageViewFilter(Builder builder) {
    queue = builder.queue;
    visitorFinder = builder.visitorFinder;
    sites = builder.sites;
    origin = builder.origin;
    included = builder.included;
    excluded = builder.excluded;
    customizer = builder.customizer;
  }

  /**
   * Creates a builder.
   *
   * @param queue the queue for the page views, which the filter does not close
   */
  public static Builder builder(EventQueue queue) {
    return new Builder(queue);
  }

  /** Configures {@link PlausibleRequest} to find visitors and pages like this filter. */
  @Override
  public void init(FilterConfig config) {
    if (origin == null) {
      PlausibleRequest.configure(config.getServletContext(), visitorFinder);
    } else {
      PlausibleRequest.configure(config.getServletContext(), visitorFinder, origin);
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    PageView view = begin(request, response);
    if (view == null) {
      chain.doFilter(request, response);
      return;
    }
    chain.doFilter(view, response);
    view.returned();
  }

  private @Nullable PageView begin(ServletRequest request, ServletResponse response) {
    if (request.getDispatcherType() != DispatcherType.REQUEST
        || !(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse answer)
        || request.getAttribute(seen) != null) {
      return null;
    }
    request.setAttribute(seen, true);
    try {
      return PageRequest.isOpenedByPerson(http) && isWanted(http) ? pageView(http, answer) : null;
    } catch (Throwable e) {
      warn(e);
      return null;
    }
  }

  private boolean isWanted(HttpServletRequest request) {
    String info = request.getPathInfo();
    String path = request.getServletPath() + (info == null ? "" : info);
    return (included.patterns().isEmpty() || included.matches(path)) && !excluded.matches(path);
  }

  /**
   * Reads the request now, because containers change it in a forward and reuse it after its end.
   */
  private @Nullable PageView pageView(HttpServletRequest request, HttpServletResponse response) {
    Optional<Visitor> visitor = PlausibleRequest.visitor(request, visitorFinder);
    if (visitor.isEmpty()) {
      return null;
    }
    String url = PageAddress.of(request, origin);
    String referrer = PlausibleRequest.referrer(request);
    return new PageView(
        request, () -> report(request, response, url, visitor.orElseThrow(), referrer));
  }

  private void report(
      HttpServletRequest request,
      HttpServletResponse response,
      String url,
      Visitor visitor,
      @Nullable String referrer) {
    try {
      if (PageRequest.isAnsweredWithPage(request, response)) {
        Event event =
            PlausibleRequest.event(Event.PAGEVIEW, url, visitor, referrer)
                .site(sites.toArray(String[]::new))
                .build();
        customizer.apply(request, event).ifPresent(queue::track);
      }
    } catch (Throwable e) {
      warn(e);
    }
  }

  /** Logs the exception without its message, which may contain an address from a visitor. */
  private void warn(Throwable failure) {
    try {
      if (hasWarned.compareAndSet(false, true)) {
        LOG.warn(
            "A page view could not be counted ({}); further ones are logged at DEBUG level",
            failure.getClass().getSimpleName());
      }
      LOG.debug("A page view could not be counted", failure);
    } catch (Throwable e) {
      // A failure of the logger must not reach the visitor, either.
      return;
    }
  }

  /** Builds a {@link PageViewFilter}. Not thread-safe. */
  public static final class Builder {
    private final EventQueue queue;
    private VisitorFinder visitorFinder = VisitorFinder.behind(0);
    private List<String> sites = List.of();
    private @Nullable String origin;
    private UrlPatterns included = UrlPatterns.NONE;
    private UrlPatterns excluded = UrlPatterns.NONE;
    private BiFunction<HttpServletRequest, Event, Optional<Event>> customizer =
        (request, event) -> Optional.of(event);

    private Builder(EventQueue queue) {
      this.queue = Objects.requireNonNull(queue, "queue");
    }

    /**
     * Sets how visitors are found. Default {@link VisitorFinder#behind behind(0)}, for visitors who
     * connect directly. Behind proxies, set their number, otherwise all visitors count as one.
     */
    public Builder visitorFinder(VisitorFinder visitorFinder) {
      this.visitorFinder = Objects.requireNonNull(visitorFinder, "visitorFinder");
      return this;
    }

    /**
     * Sets the sites that count the page views, by their domains in Plausible. Default the host of
     * the page, which a visitor can forge. Each call replaces the previous one.
     */
    public Builder site(String... domains) {
      sites = List.of(domains);
      return this;
    }

    /**
     * Sets the scheme, host and port that visitors see, for example {@code
     * https://blog.example.com}. Default those of the container, which may be an internal address
     * behind a proxy.
     *
     * @throws IllegalArgumentException if it is not an http or https address, or has a path
     */
    public Builder origin(String origin) {
      this.origin = Origin.require(origin);
      return this;
    }

    /**
     * Adds pages to count, by URL patterns as in a servlet mapping: {@code /about}, {@code /blog/*}
     * or {@code *.html}, relative to the application's context. Default all.
     *
     * @throws IllegalArgumentException if one is not such a pattern
     */
    public Builder including(String... patterns) {
      included = included.and("including", patterns);
      return this;
    }

    /**
     * Adds pages that are not counted, even if {@link #including} matches them. Default none.
     *
     * @throws IllegalArgumentException if one is not a URL pattern
     */
    public Builder excluding(String... patterns) {
      excluded = excluded.and("excluding", patterns);
      return this;
    }

    /**
     * Sets a function that changes each page view before it is tracked, for example adds
     * properties. An empty result drops the page view. Default no change. It is called after the
     * answer, possibly in another thread, and must not block. If it throws, the exception is logged
     * and the page view is lost.
     */
    public Builder customizer(BiFunction<HttpServletRequest, Event, Optional<Event>> customizer) {
      this.customizer = Objects.requireNonNull(customizer, "customizer");
      return this;
    }

    /** Builds the filter. */
    public PageViewFilter build() {
      return new PageViewFilter(this);
    }
  }

  @Override
  public String toString() {
    return "PageViewFilter[sites=" + Arrays.toString(sites.toArray()) + "]";
  }
}
