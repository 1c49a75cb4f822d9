package io.github.plausible4j.testkit.internal.account;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A goal of a site: an event name or a page path. For internal use only.
 *
 * @param id unique over all sites
 * @param eventName null for a page or scroll goal
 * @param pagePath null for an event goal; may contain {@code *}
 * @param scrollThreshold percent, or -1 if this is not a scroll goal
 * @param currency of a revenue goal, which Community Edition does not have
 */
public record Goal(
    long id,
    String displayName,
    @Nullable String eventName,
    @Nullable String pagePath,
    int scrollThreshold,
    Map<String, String> customProps,
    @Nullable String currency) {
  /** The scroll threshold of a goal that is not a scroll goal. */
  public static final int NO_SCROLL = -1;

  public Goal {
    customProps = Map.copyOf(customProps);
  }

  /** Whether both goals match the same event or page, regardless of their names. */
  boolean sameTarget(Goal other) {
    return Objects.equals(eventName, other.eventName)
        && Objects.equals(pagePath, other.pagePath)
        && scrollThreshold == other.scrollThreshold
        && customProps.equals(other.customProps);
  }

  /** A copy of this goal with an id. */
  public Goal withId(long assigned) {
    return new Goal(
        assigned, displayName, eventName, pagePath, scrollThreshold, customProps, currency);
  }

  /** Creates an event goal, which is not stored yet. */
  public static Goal event(String eventName) {
    return new Goal(0, eventName, eventName, null, NO_SCROLL, Map.of(), null);
  }

  /** Creates a page goal, which is not stored yet. */
  public static Goal page(String pagePath) {
    String path = pagePath.startsWith("/") ? pagePath : "/" + pagePath;
    return new Goal(0, "Visit " + path, null, path, NO_SCROLL, Map.of(), null);
  }

  /** A copy of this goal with another name. */
  public Goal named(String name) {
    return new Goal(id, name, eventName, pagePath, scrollThreshold, customProps, currency);
  }

  /** A copy of this goal that only events with these properties reach. */
  public Goal withProps(Map<String, String> props) {
    return new Goal(id, displayName, eventName, pagePath, scrollThreshold, props, currency);
  }

  /** A copy of this goal that is reached by scrolling this percentage of the page. */
  public Goal withScroll(int percent) {
    return new Goal(id, displayName, eventName, pagePath, percent, customProps, currency);
  }

  /** A copy of this goal with a currency, which makes it a revenue goal; null for no currency. */
  public Goal withCurrency(@Nullable String code) {
    return new Goal(id, displayName, eventName, pagePath, scrollThreshold, customProps, code);
  }
}
