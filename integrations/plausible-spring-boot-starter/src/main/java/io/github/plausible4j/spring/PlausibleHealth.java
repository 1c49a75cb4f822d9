package io.github.plausible4j.spring;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.PlausibleException;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.EventQueue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How counting goes. A Plausible that does not answer makes the application's health unknown and
 * not down: the application serves its visitors all the same, and must not be restarted for it.
 *
 * @param isUp whether Plausible answered
 * @param details what the queue did, and why Plausible did not answer; no secrets
 */
record PlausibleHealth(boolean isUp, Map<String, Object> details) {
  static PlausibleHealth of(Plausible plausible, EventQueue queue) {
    Map<String, Object> details = new LinkedHashMap<>();
    DeliveryStats stats = queue.stats();
    details.put("accepted", stats.accepted());
    details.put("dropped", stats.dropped());
    details.put("pending", stats.pending());
    details.put("lost", stats.rejected() + stats.failed() + stats.expired());
    try {
      details.put("server", plausible.health().toString());
      return new PlausibleHealth(true, details);
    } catch (PlausibleException | IllegalStateException e) {
      details.put("server", String.valueOf(e.getMessage()));
      return new PlausibleHealth(false, details);
    }
  }
}
