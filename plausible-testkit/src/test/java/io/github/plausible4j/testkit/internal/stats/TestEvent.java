package io.github.plausible4j.testkit.internal.stats;

import io.github.plausible4j.testkit.internal.store.StoredEvent;
import io.github.plausible4j.testkit.internal.store.VisitAttributes;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** An event to be counted: what a test does not say is empty or as usual. */
final class TestEvent {
  private final Instant time;
  private final long visitor;
  private final long session;
  private final String name;
  private final String path;
  private final Map<String, String> attributes = new HashMap<>();
  private final Map<String, String> props = new HashMap<>();
  private String host = TestSite.DOMAIN;
  private boolean interactive = true;
  private int scrollDepth = StoredEvent.NO_SCROLL_DEPTH;
  private long engagementMillis;
  private BigDecimal revenue;

  TestEvent(String time, long visitor, long session, String name, String path) {
    this.time = Instant.parse(time);
    this.visitor = visitor;
    this.session = session;
    this.name = name;
    this.path = path;
  }

  /** An attribute of the visit, by the name of its dimension without {@code visit:}. */
  TestEvent with(String attribute, String value) {
    attributes.put(attribute, value);
    return this;
  }

  TestEvent prop(String key, String value) {
    props.put(key, value);
    return this;
  }

  TestEvent host(String name) {
    host = name;
    return this;
  }

  TestEvent notInteractive() {
    interactive = false;
    return this;
  }

  TestEvent engaged(long millis, int depth) {
    engagementMillis = millis;
    scrollDepth = depth;
    return this;
  }

  TestEvent earning(String amount) {
    revenue = new BigDecimal(amount);
    return this;
  }

  StoredEvent stored() {
    VisitAttributes visit =
        new VisitAttributes(
            attribute("referrer"),
            attribute("source"),
            attribute("channel"),
            attribute("utm_medium"),
            attribute("utm_source"),
            attribute("utm_campaign"),
            attribute("utm_content"),
            attribute("utm_term"),
            attribute("country"),
            attribute("region"),
            Integer.parseInt(attributes.getOrDefault("city", "0")),
            attribute("device"),
            attribute("browser"),
            attribute("browser_version"),
            attribute("os"),
            attribute("os_version"));
    return new StoredEvent(
        time,
        TestSite.DOMAIN,
        visitor,
        session,
        name,
        host,
        path,
        visit,
        props,
        interactive,
        scrollDepth,
        engagementMillis,
        revenue);
  }

  private String attribute(String key) {
    return attributes.getOrDefault(key, "");
  }
}
