package io.github.plausible4j.testkit.internal.stats.query;

import io.github.plausible4j.testkit.internal.store.StoredEvent;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides which events are conversions. For internal use only.
 *
 * @param eventName the custom event, or null for a page
 * @param pagePath the page, possibly with {@code *}, or null for a custom event
 * @param scrollThreshold the percentage of the page that must be seen, or {@link
 *     #NO_SCROLL_THRESHOLD}
 * @param displayName its name in queries
 * @param props custom properties that the event must have, with their values
 * @param currency the currency of its revenue, or null for a goal without revenue
 */
public record SiteGoal(
    @Nullable String eventName,
    @Nullable String pagePath,
    int scrollThreshold,
    String displayName,
    Map<String, String> props,
    @Nullable String currency) {
  private static final Pattern WILDCARD = Pattern.compile("\\*\\*?|\\|");

  /** The threshold of a goal that is not a scroll goal. */
  public static final int NO_SCROLL_THRESHOLD = -1;

  public SiteGoal {
    if ((eventName == null) == (pagePath == null)) {
      throw new IllegalArgumentException("A goal has either an event or a page: " + displayName);
    }
    props = Map.copyOf(props);
  }

  /** Creates a goal that a custom event reaches. */
  public static SiteGoal event(String name) {
    return new SiteGoal(name, null, NO_SCROLL_THRESHOLD, name, Map.of(), null);
  }

  /** Creates a goal that a page view reaches. */
  public static SiteGoal page(String path) {
    return new SiteGoal(null, path, NO_SCROLL_THRESHOLD, "Visit " + path, Map.of(), null);
  }

  /** Creates a goal that is reached by scrolling a page to a percentage. */
  public static SiteGoal scroll(String path, int threshold) {
    return new SiteGoal(
        null, path, threshold, "Scroll " + threshold + "% on " + path, Map.of(), null);
  }

  /** A copy of this goal with another name. */
  public SiteGoal named(String name) {
    return new SiteGoal(eventName, pagePath, scrollThreshold, name, props, currency);
  }

  /** A copy of this goal with revenue in this currency. */
  public SiteGoal earning(String code) {
    return new SiteGoal(eventName, pagePath, scrollThreshold, displayName, props, code);
  }

  /** Whether it is a scroll goal. */
  public boolean isScroll() {
    return scrollThreshold > NO_SCROLL_THRESHOLD;
  }

  /** The name of its events. */
  public String nameOfEvents() {
    if (eventName != null) {
      return eventName;
    }
    return isScroll() ? "engagement" : "pageview";
  }

  /** Whether an event is a conversion. */
  public Predicate<StoredEvent> conversions() {
    return conversions(pages());
  }

  /**
   * Whether an event is a conversion in a breakdown by goals, where {@code |} is special even
   * without {@code *}.
   */
  public Predicate<StoredEvent> conversionsInBreakdown() {
    return conversions(pagePath == null ? path -> true : wildcard(pagePath));
  }

  /** Whether a path matches the page of the goal; always true for a custom event. */
  public Predicate<String> pages() {
    return pagePath == null ? path -> true : pages(pagePath);
  }

  private Predicate<StoredEvent> conversions(Predicate<String> page) {
    String name = nameOfEvents();
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
    return path.indexOf('*') < 0 ? path::equals : wildcard(path);
  }

  /**
   * Recognizes the texts that match a path, in which {@code *} and {@code **} match any text. A
   * {@code |} separates alternatives. As in a real server, only the first is anchored to the start
   * of the text, and only the last to its end.
   */
  public static Predicate<String> wildcard(String path) {
    StringBuilder pattern = new StringBuilder("^");
    Matcher special = WILDCARD.matcher(path);
    int from = 0;
    while (special.find()) {
      pattern.append(literal(path.substring(from, special.start())));
      pattern.append(special.group().equals("|") ? "|" : ".*");
      from = special.end();
    }
    pattern.append(literal(path.substring(from))).append("\\z");
    return Pattern.compile(pattern.toString(), Pattern.DOTALL).asPredicate();
  }

  private static String literal(String text) {
    return text.isEmpty() ? "" : Pattern.quote(text);
  }
}
