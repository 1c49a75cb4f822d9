package io.github.plausible4j.spring;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.PlausibleException;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.EventQueue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The health of counting. If Plausible does not answer, the application's health is unknown and not
 * down: the application still serves its visitors, and must not be restarted for it.
 *
 * @param isUp whether Plausible answered
 * @param details the counters of the queue, and why Plausible did not answer; no secrets
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
