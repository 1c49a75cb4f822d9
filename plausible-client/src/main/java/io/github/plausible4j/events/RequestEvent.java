package io.github.plausible4j.events;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Repairs the values of an event that came with a request, so that no value from a visitor is a
 * reason to reject the event.
 */
final class RequestEvent {
  private RequestEvent() {}

  static void repair(Event.Builder event) {
    event.name = EventRules.cutName(Utf8.repaired(event.name));
    event.url = RequestUrl.of(event.url, event.hashMode);
    if (EventRules.isAlwaysInteractive(event.name)) {
      event.interactive = true;
    }
    Integer scrollDepth = event.scrollDepth;
    if (scrollDepth != null) {
      event.scrollDepth = scrollDepth < 0 ? null : Integer.valueOf(Math.min(scrollDepth, 100));
    }
    Duration time = event.engagementTime;
    if (time != null && !EventRules.isEngagementTime(time)) {
      event.engagementTime = null;
    }
  }

  /** Whether a server would keep a property. */
  static boolean keeps(@Nullable String key, @Nullable String value) {
    return key != null
        && value != null
        && !EventRules.isBlank(key)
        && !EventRules.isBlank(value)
        && !Utf8.isLongerThan(key, EventRules.PROP_KEY_BYTES);
  }

  static String propValue(String value) {
    return Utf8.cut(Utf8.repaired(value), EventRules.PROP_VALUE_BYTES);
  }
}
