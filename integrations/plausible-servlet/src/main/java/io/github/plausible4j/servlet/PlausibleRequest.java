package io.github.plausible4j.servlet;

import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.Visitor;
import io.github.plausible4j.events.VisitorFinder;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The visitor and the page of a request.
 *
 * <pre>{@code
 * PlausibleRequest.event("Signup", request)
 *     .ifPresent(event -> queue.track(event.prop("plan", "pro").build()));
 * }</pre>
 *
 * <p>The number of trusted proxies is that of the application's {@link VisitorFinder}, from a
 * {@link PageViewFilter} or {@link #configure}. Without either, visitors are assumed to connect
 * directly.
 */
public final class PlausibleRequest {
  private static final String FINDER = PlausibleRequest.class.getName() + ".visitorFinder";
  private static final String ORIGIN = PlausibleRequest.class.getName() + ".origin";
  private static final VisitorFinder DIRECT = VisitorFinder.behind(0);

  private PlausibleRequest() {}

  /**
   * Sets how visitors are found in this application. A {@link PageViewFilter} calls this when it is
   * initialized; call it yourself in an application without a filter.
   */
  public static void configure(ServletContext application, VisitorFinder finder) {
    application.setAttribute(FINDER, finder);
  }

  /**
   * As {@link #configure(ServletContext, VisitorFinder)}, and sets which scheme, host and port
   * visitors see, for an application behind a proxy that hides them.
   *
   * @param origin for example {@code https://blog.example.com}
   * @throws IllegalArgumentException if it is not an http or https address, or has a path
   */
  public static void configure(ServletContext application, VisitorFinder finder, String origin) {
    application.setAttribute(ORIGIN, Origin.require(origin));
    configure(application, finder);
  }

  /** The visitor of the request; empty if they ask not to be tracked and the finder honors that. */
  public static Optional<Visitor> visitor(HttpServletRequest request) {
    Object finder = request.getServletContext().getAttribute(FINDER);
    return visitor(request, finder instanceof VisitorFinder configured ? configured : DIRECT);
  }

  /** Like {@link #visitor(HttpServletRequest)}, with another finder. */
  public static Optional<Visitor> visitor(HttpServletRequest request, VisitorFinder finder) {
    return finder.find(name -> lines(request, name), request.getRemoteAddr());
  }

  /**
   * Creates a builder of an event with the visitor, the page and the referrer of the request. The
   * page has the origin of {@link #configure(ServletContext, VisitorFinder, String)} or of the
   * {@link PageViewFilter}, if one was set. The query is removed, except for the campaign
   * parameters that Plausible reads. As with {@link Event#fromRequest}, building the event never
   * throws because of the visitor's input.
   *
   * @param name the name of the event; cut to 120 characters
   * @return empty if {@link #visitor(HttpServletRequest)} is
   */
  public static Optional<Event.Builder> event(String name, HttpServletRequest request) {
    String origin = (String) request.getServletContext().getAttribute(ORIGIN);
    return visitor(request)
        .map(visitor -> event(name, PageAddress.of(request, origin), visitor, referrer(request)));
  }

  static Event.Builder event(String name, String url, Visitor visitor, @Nullable String referrer) {
    return Event.fromRequest(name, url).visitor(visitor).referrer(referrer);
  }

  /** The referrer without the query, which may contain secrets. */
  static @Nullable String referrer(HttpServletRequest request) {
    String referrer = request.getHeader("Referer");
    return referrer == null ? null : referrer.replaceFirst("(?s)[?#].*", "");
  }

  private static List<String> lines(HttpServletRequest request, String name) {
    Enumeration<String> lines = request.getHeaders(name);
    return lines == null ? List.of() : Collections.list(lines);
  }
}
