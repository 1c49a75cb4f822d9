package io.github.plausible4j.events;

import java.util.List;

/**
 * Estimates the memory of an event, so that a queue can be bounded in bytes without writing JSON:
 * the characters of its texts and the size of their objects on a 64-bit JVM.
 */
final class EventSize {
  private static final int EVENT = 200;
  private static final int TEXT = 48;
  private static final int REVENUE = 64;

  private EventSize() {}

  static int of(Event.Builder event) {
    int bytes = EVENT + TEXT + event.name.length() + TEXT + event.url.length();
    List<String> sites = event.sites;
    for (int i = 0; i < sites.size(); i++) {
      bytes += TEXT + sites.get(i).length();
    }
    String referrer = event.referrer;
    if (referrer != null) {
      bytes += TEXT + referrer.length();
    }
    Visitor visitor = event.visitor;
    if (visitor != null) {
      bytes += TEXT + visitor.ipAddress().length() + TEXT + visitor.userAgent().length();
    }
    if (event.revenue != null) {
      bytes += REVENUE;
    }
    for (int i = 0; i < event.propsLength; i++) {
      bytes += TEXT + event.props[i].length();
    }
    return bytes;
  }
}
