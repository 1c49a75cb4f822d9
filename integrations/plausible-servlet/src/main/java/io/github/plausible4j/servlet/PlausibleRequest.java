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
 * What Plausible wants to know of a request: who sent it and which page it is about.
 *
 * <pre>{@code
 * PlausibleRequest.event("Signup", request)
 *     .ifPresent(event -> queue.track(event.prop("plan", "pro").build()));
 * }</pre>
 *
 * <p>How many proxies are trusted is taken from the application's {@link VisitorFinder}: the one of
 * a {@link PageViewFilter} or of {@link #configure}. Without either, visitors are taken to connect
 * directly.
 */
public final class PlausibleRequest {
  private static final String FINDER = PlausibleRequest.class.getName() + ".visitorFinder";
  private static final String ORIGIN = PlausibleRequest.class.getName() + ".origin";
  private static final VisitorFinder DIRECT = VisitorFinder.behind(0);

  private PlausibleRequest() {}

  /**
   * Sets how visitors are found in this application. A {@link PageViewFilter} does that when it is
   * initialized; call this in an application without one.
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

  /** The visitor of the request; empty if they ask not to be tracked and that is honoured. */
  public static Optional<Visitor> visitor(HttpServletRequest request) {
    Object finder = request.getServletContext().getAttribute(FINDER);
    return visitor(request, finder instanceof VisitorFinder configured ? configured : DIRECT);
  }

  /** As {@link #visitor(HttpServletRequest)}, found by that finder. */
  public static Optional<Visitor> visitor(HttpServletRequest request, VisitorFinder finder) {
    return finder.find(name -> lines(request, name), request.getRemoteAddr());
  }

  /**
   * Begins an event of the request's visitor, with the page and the referrer of the request. The
   * page has the origin that {@link #configure(ServletContext, VisitorFinder, String)} or a {@link
   * PageViewFilter} was given. The query is left out, apart from the campaign parameters that
   * Plausible reads. As of {@link Event#fromRequest}, what the visitor sent never makes building it
   * throw.
   *
   * @param name what happened; cut after 120 characters
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

  /** Where the visitor came from, without the query, which may hold what is secret. */
  static @Nullable String referrer(HttpServletRequest request) {
    String referrer = request.getHeader("Referer");
    return referrer == null ? null : referrer.replaceFirst("(?s)[?#].*", "");
  }

  private static List<String> lines(HttpServletRequest request, String name) {
    Enumeration<String> lines = request.getHeaders(name);
    return lines == null ? List.of() : Collections.list(lines);
  }
}
