package io.github.plausible4j.spring;

import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.VisitorFinder;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells the queue of a request by hand, with the address as it came. */
@RestController
class JoinController {
  private final EventQueue events;
  private final VisitorFinder finder;

  JoinController(EventQueue events, VisitorFinder finder) {
    this.events = events;
    this.finder = finder;
  }

  @PostMapping("/join")
  String join(HttpServletRequest request) {
    String url = request.getRequestURL() + "?" + request.getQueryString();
    finder
        .find(name -> Collections.list(request.getHeaders(name)), request.getRemoteAddr())
        .ifPresent(
            visitor ->
                events.track("Signup", url, event -> event.visitor(visitor).prop("plan", "pro")));
    return "welcome";
  }
}
