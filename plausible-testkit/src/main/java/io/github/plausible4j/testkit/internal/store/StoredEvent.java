package io.github.plausible4j.testkit.internal.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stored event, received or seeded. For internal use only.
 *
 * @param time when it happened, in whole seconds
 * @param site the domain of the site that counts it
 * @param visitor the visitor's id; unsigned
 * @param session the visit's id; unsigned
 * @param name {@code pageview}, {@code engagement} or the name of a custom event
 * @param hostname without {@code www.}, or {@code (none)}
 * @param pathname decoded
 * @param visit the attributes of its visit
 * @param props custom properties, possibly empty
 * @param interactive whether it keeps its visit from counting as a bounce
 * @param scrollDepth percent 0 to 100, or 255 for unknown
 * @param engagementMillis time of engagement, 0 for none
 * @param revenue in the currency of the goal, or null for none
 */
public record StoredEvent(
    Instant time,
    String site,
    long visitor,
    long session,
    String name,
    String hostname,
    String pathname,
    VisitAttributes visit,
    Map<String, String> props,
    boolean interactive,
    int scrollDepth,
    long engagementMillis,
    @Nullable BigDecimal revenue) {
  /** The scroll depth of an event without a scroll depth. */
  public static final int NO_SCROLL_DEPTH = 255;

  public StoredEvent {
    props = Map.copyOf(props);
  }

  /** Whether this is a page view. */
  public boolean isPageview() {
    return name.equals("pageview");
  }

  /** Whether this is an engagement event, which no metric counts as an event. */
  public boolean isEngagement() {
    return name.equals("engagement");
  }
}
