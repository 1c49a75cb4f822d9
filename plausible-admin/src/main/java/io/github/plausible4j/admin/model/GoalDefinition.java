package io.github.plausible4j.admin.model;

import io.github.plausible4j.admin.internal.rules.ProblemCollector;
import io.github.plausible4j.admin.internal.rules.TextRules;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A goal to add. The limits are the application's own.
 *
 * @param target the name of the event, at most 120 characters, or the path of the page
 * @param displayName what the dashboard shows
 * @param scrollThreshold how much of the page must be seen, 0 to 100 percent; empty for any visit
 * @param properties custom properties that an event must have, with their values; at most three
 */
public record GoalDefinition(
    String target,
    boolean isPage,
    String displayName,
    OptionalInt scrollThreshold,
    Map<String, String> properties) {
  private static final String VISIT = "Visit ";
  private static final int LONGEST_EVENT = 120;
  private static final int LONGEST_PATH = 2000;
  private static final int LONGEST_DISPLAY_NAME = VISIT.length() + LONGEST_PATH;
  private static final int LONGEST_PROPERTY = 300;
  private static final int LONGEST_VALUE = 2000;
  private static final int MOST_PROPERTIES = 3;

  /**
   * @throws IllegalArgumentException with all problems
   */
  public GoalDefinition {
    target = target.strip();
    displayName = displayName.strip();
    properties = Map.copyOf(properties);
    ProblemCollector violations = new ProblemCollector();
    TextRules.flaw(isPage ? "page" : "event name", target, isPage ? LONGEST_PATH : LONGEST_EVENT)
        .ifPresent(violations::add);
    if (isPage && !target.startsWith("/")) {
      violations.add(
          "page \""
              + TextRules.cut(target)
              + "\" does not start with a slash; use a path such as /register*");
    }
    if (!isPage && target.equals("engagement")) {
      violations.add(
          "event name \"engagement\" is reserved for counting scrolling; use another event name");
    }
    TextRules.flaw("display name", displayName, LONGEST_DISPLAY_NAME).ifPresent(violations::add);
    checkThreshold(isPage, scrollThreshold, violations);
    checkProperties(properties, violations);
    violations.throwIfAny();
  }

  /** A custom event such as {@code Signup}, shown by its name. */
  public static GoalDefinition event(String name) {
    return new GoalDefinition(name, false, name, OptionalInt.empty(), Map.of());
  }

  /**
   * A visit to a page, shown as {@code Visit} and the path.
   *
   * @param path begins with a slash; {@code *} matches anything
   */
  public static GoalDefinition page(String path) {
    return new GoalDefinition(path, true, VISIT + path.strip(), OptionalInt.empty(), Map.of());
  }

  /** Sets the display name, which must be unique within the site. */
  public GoalDefinition withDisplayName(String newDisplayName) {
    return new GoalDefinition(target, isPage, newDisplayName, scrollThreshold, properties);
  }

  /** Counts only visits that saw at least this much of the page, 0 to 100 percent. */
  public GoalDefinition withScrollThreshold(int percent) {
    return new GoalDefinition(target, isPage, displayName, OptionalInt.of(percent), properties);
  }

  /** Counts only events with this custom property. */
  public GoalDefinition withProperty(String name, String value) {
    Map<String, String> more = new TreeMap<>(properties);
    more.put(name, value);
    return new GoalDefinition(target, isPage, displayName, scrollThreshold, more);
  }

  private static void checkThreshold(
      boolean isPage, OptionalInt threshold, ProblemCollector violations) {
    threshold.ifPresent(
        percent -> {
          if (!isPage || percent < 0 || percent > 100) {
            violations.add(
                "scroll threshold " + percent + " is not valid; use 0 to 100 percent, for a page");
          }
        });
  }

  private static void checkProperties(Map<String, String> properties, ProblemCollector violations) {
    if (properties.size() > MOST_PROPERTIES) {
      violations.add(
          properties.size() + " properties are too many; use at most " + MOST_PROPERTIES);
    }
    new TreeMap<>(properties)
        .forEach(
            (name, value) -> {
              TextRules.flaw("property name", name, LONGEST_PROPERTY).ifPresent(violations::add);
              TextRules.flaw("value of property " + TextRules.cut(name), value, LONGEST_VALUE)
                  .ifPresent(violations::add);
            });
  }
}
