package io.github.plausible4j.testkit.internal.system;

import io.github.plausible4j.testkit.internal.http.Router;
import io.github.plausible4j.testkit.internal.wire.Accepts;
import io.github.plausible4j.testkit.internal.wire.ErrorResponses;
import io.github.plausible4j.testkit.internal.wire.HttpRequest;
import io.github.plausible4j.testkit.internal.wire.HttpResponse;
import java.util.function.Function;

/**
 * The public pages for browsers. They contain no application and no tracking script, like those of
 * a server whose scripts were not built. For internal use only.
 */
public final class Pages {
  private static final String ROBOTS = "User-agent: *\nDisallow: /\n";

  private Pages() {}

  /** Adds the routes. */
  public static void addTo(Router router) {
    router
        .on("GET", "/", page(HttpResponse.page(200, "Plausible test server")))
        .on("GET", "/login", page(HttpResponse.page(200, "Nobody can log in to a test server")))
        .on(
            "GET",
            "/register",
            page(HttpResponse.page(302, "Registration is closed").header("location", "/login")))
        .on("GET", "/robots.txt", call -> HttpResponse.text(200, ROBOTS))
        .on("GET", "/js/:script", (call, path) -> script(call, path.get(0)));
  }

  private static Function<HttpRequest, HttpResponse> page(HttpResponse page) {
    return call -> Accepts.html(call) ? page : ErrorResponses.of(call, 406);
  }

  private static HttpResponse script(HttpRequest call, String name) {
    boolean legacy =
        name.endsWith(".js")
            && (name.startsWith("script.")
                || name.startsWith("plausible.")
                || name.equals("analytics.js"));
    return legacy ? ErrorResponses.of(call, 500) : ErrorResponses.noRoute(call);
  }
}
