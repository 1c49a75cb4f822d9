package io.github.plausible4j.testkit.internal.system;

import io.github.plausible4j.testkit.internal.http.Router;
import io.github.plausible4j.testkit.internal.wire.Accepts;
import io.github.plausible4j.testkit.internal.wire.Answer;
import io.github.plausible4j.testkit.internal.wire.Call;
import io.github.plausible4j.testkit.internal.wire.ErrorAnswers;
import java.util.function.Function;

/**
 * The routes of a browser that anybody may open. Behind them is no application, and no tracking
 * script: a server whose scripts were not built answers as this one does. For internal use only.
 */
public final class Pages {
  private static final String ROBOTS = "User-agent: *\nDisallow: /\n";

  private Pages() {}

  /** Adds the routes. */
  public static void addTo(Router router) {
    router
        .on("GET", "/", page(Answer.page(200, "Plausible test server")))
        .on("GET", "/login", page(Answer.page(200, "Nobody can log in to a test server")))
        .on(
            "GET",
            "/register",
            page(Answer.page(302, "Registration is closed").header("location", "/login")))
        .on("GET", "/robots.txt", call -> Answer.text(200, ROBOTS))
        .on("GET", "/js/:script", (call, path) -> script(call, path.get(0)));
  }

  private static Function<Call, Answer> page(Answer page) {
    return call -> Accepts.html(call) ? page : ErrorAnswers.of(call, 406);
  }

  private static Answer script(Call call, String name) {
    boolean legacy =
        name.endsWith(".js")
            && (name.startsWith("script.")
                || name.startsWith("plausible.")
                || name.equals("analytics.js"));
    return legacy ? ErrorAnswers.of(call, 500) : ErrorAnswers.noRoute(call);
  }
}
