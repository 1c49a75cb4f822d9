package io.github.plausible4j.testkit.internal.stats.query;

import io.github.plausible4j.testkit.internal.store.StoredEvent;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
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
 * @param currency of its revenue, or null for a goal without
 */
public record SiteGoal(
    @Nullable String eventName,
    @Nullable String pagePath,
    int scrollThreshold,
    String displayName,
    Map<String, String> props,
    @Nullable String currency) {
  private static final Pattern WILDCARD = Pattern.compile("\\*\\*?|\\|");

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
    return new SiteGoal(name, null, NO_SCROLL_THRESHOLD, name, Map.of(), null);
  }

  /** A visited page. */
  public static SiteGoal page(String path) {
    return new SiteGoal(null, path, NO_SCROLL_THRESHOLD, "Visit " + path, Map.of(), null);
  }

  /** A page seen down to a depth in percent. */
  public static SiteGoal scroll(String path, int threshold) {
    return new SiteGoal(
        null, path, threshold, "Scroll " + threshold + "% on " + path, Map.of(), null);
  }

  /** The same goal by another name. */
  public SiteGoal named(String name) {
    return new SiteGoal(eventName, pagePath, scrollThreshold, name, props, currency);
  }

  /** The same goal with revenue in that currency. */
  public SiteGoal earning(String code) {
    return new SiteGoal(eventName, pagePath, scrollThreshold, displayName, props, code);
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
    return conversions(pages());
  }

  /** The same in a breakdown by goals, where a {@code |} counts without a {@code *} too. */
  public Predicate<StoredEvent> conversionsInBreakdown() {
    return conversions(pagePath == null ? path -> true : wildcard(pagePath));
  }

  /** Tells paths of the page that it is about; every one for a custom event. */
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
   * Recognises the texts that a path matches in which each {@code *} or {@code **} is any text. A
   * {@code |} parts alternatives, of which a real server holds the first to the start of the text
   * and the last to its end only.
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
