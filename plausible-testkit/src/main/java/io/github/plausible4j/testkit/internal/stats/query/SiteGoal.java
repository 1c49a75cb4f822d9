package io.github.plausible4j.testkit.internal.stats.query;

import io.github.plausible4j.testkit.internal.store.StoredEvent;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What counts as a conversion. For internal use only.
 *
 * @param eventName the custom event, or null for a page
 * @param pagePath the page, possibly with {@code *}, or null for a custom event
 * @param scrollThreshold percent of the page that has to be seen, or {@link #NO_SCROLL_THRESHOLD}
 * @param displayName what queries call it
 * @param props custom properties that the event must have, with their values
 */
public record SiteGoal(
    @Nullable String eventName,
    @Nullable String pagePath,
    int scrollThreshold,
    String displayName,
    Map<String, String> props) {
  /** The threshold of a goal that is not about scrolling. */
  public static final int NO_SCROLL_THRESHOLD = -1;

  public SiteGoal {
    if ((eventName == null) == (pagePath == null)) {
      throw new IllegalArgumentException("A goal has either an event or a page: " + displayName);
    }
    props = Map.copyOf(props);
  }

  /** A custom event. */
  public static SiteGoal event(String name) {
    return new SiteGoal(name, null, NO_SCROLL_THRESHOLD, name, Map.of());
  }

  /** A visited page. */
  public static SiteGoal page(String path) {
    return new SiteGoal(null, path, NO_SCROLL_THRESHOLD, "Visit " + path, Map.of());
  }

  /** A page seen down to a depth in percent. */
  public static SiteGoal scroll(String path, int threshold) {
    return new SiteGoal(null, path, threshold, "Scroll " + threshold + "% on " + path, Map.of());
  }

  /** The same goal by another name. */
  public SiteGoal named(String name) {
    return new SiteGoal(eventName, pagePath, scrollThreshold, name, props);
  }

  /** Whether it is about scrolling. */
  public boolean isScroll() {
    return scrollThreshold > NO_SCROLL_THRESHOLD;
  }

  /** The name that its events have. */
  public String nameOfEvents() {
    if (eventName != null) {
      return eventName;
    }
    return isScroll() ? "engagement" : "pageview";
  }

  /** Tells events that are conversions. */
  public Predicate<StoredEvent> conversions() {
    String name = nameOfEvents();
    Predicate<String> page = pagePath == null ? path -> true : pages(pagePath);
    return event ->
        event.name().equals(name)
            && page.test(event.pathname())
            && (!isScroll() || isSeenFarEnough(event.scrollDepth()))
            && event.props().entrySet().containsAll(props.entrySet());
  }

  private boolean isSeenFarEnough(int depth) {
    return depth >= scrollThreshold && depth <= 100;
  }

  private static Predicate<String> pages(String path) {
    return path.indexOf('*') < 0 ? path::equals : wildcard(path).asMatchPredicate();
  }

  /** The pattern of a path in which each {@code *} or {@code **} stands for any text. */
  public static Pattern wildcard(String path) {
    StringBuilder pattern = new StringBuilder();
    int from = 0;
    for (int star = path.indexOf('*'); star >= 0; star = path.indexOf('*', from)) {
      pattern.append(Pattern.quote(path.substring(from, star))).append(".*");
      from = star + (path.startsWith("**", star) ? 2 : 1);
    }
    pattern.append(Pattern.quote(path.substring(from)));
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }
}
