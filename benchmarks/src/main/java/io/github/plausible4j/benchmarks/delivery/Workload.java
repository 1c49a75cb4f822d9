package io.github.plausible4j.benchmarks.delivery;

import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.Visitor;

/** The event that all variants deliver: four properties, an address and a browser. */
final class Workload {
  static final String NAME = "Signup";
  static final String PAGE = "https://blog.example.com/join";
  static final String USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101";
  static final String ADDRESS = "203.0.113.7";
  static final Event EVENT =
      Event.builder(NAME, PAGE)
          .visitor(Visitor.of(ADDRESS, USER_AGENT))
          .prop("plan", "pro")
          .prop("method", "email")
          .prop("country", "DE")
          .prop("number", 1)
          .build();

  /** The same event as JSON for Plausible, for variants that send bytes. */
  static final String JSON =
      "{\"name\":\"Signup\",\"url\":\"https://blog.example.com/join\",\"props\":"
          + "{\"plan\":\"pro\",\"method\":\"email\",\"country\":\"DE\",\"number\":\"1\"}}";

  private Workload() {}
}
