package io.github.plausible4j.sites;

import io.github.plausible4j.internal.ProblemCollector;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A goal to create. Immutable: each {@code with…} method returns a new value.
 *
 * @param kind the kind of the goal
 * @param target the event name, at most 120 characters, or the path of a page
 * @param currency the currency of the sums; present for revenue only
 * @param displayName the name in the dashboard and in queries; default the event name, or {@code
 *     Visit} and the path
 * @param customProperties the properties that an event must have to count, at most 3, names up to
 *     300 and values up to 2,000 characters
 */
public record NewGoal(
    Kind kind,
    String target,
    Optional<Currency> currency,
    Optional<String> displayName,
    Map<String, String> customProperties) {
  /** What a goal counts. */
  public enum Kind {
    /** Events with a name. */
    CUSTOM_EVENT,
    /** Views of a page. */
    PAGEVIEW,
    /** Events with revenue. */
    REVENUE
  }

  /**
   * Checks the goal and copies the map.
   *
   * @throws IllegalArgumentException if no server would accept it; the message names all problems
   */
  public NewGoal {
    customProperties = Map.copyOf(customProperties);
    ProblemCollector problems = new ProblemCollector();
    GoalRules.check(problems, kind, target, currency);
    GoalRules.check(problems, displayName, customProperties);
    problems.throwIfAny("NewGoal");
  }

  /** Counts events with this name. */
  public static NewGoal event(String eventName) {
    return of(Kind.CUSTOM_EVENT, eventName, Optional.empty());
  }

  /**
   * Counts views of pages.
   *
   * @param path the path; {@code *} matches within a segment, {@code **} anything
   */
  public static NewGoal pageview(String path) {
    return of(Kind.PAGEVIEW, path, Optional.empty());
  }

  /** Counts events with this name and sums their revenue. */
  public static NewGoal revenue(String eventName, Currency currency) {
    return of(Kind.REVENUE, eventName, Optional.of(currency));
  }

  private static NewGoal of(Kind kind, String target, Optional<Currency> currency) {
    return new NewGoal(kind, target, currency, Optional.empty(), Map.of());
  }

  /** Sets the display name. Only {@link SitesClient} supports it. */
  public NewGoal withDisplayName(String name) {
    return new NewGoal(kind, target, currency, Optional.of(name), customProperties);
  }

  /** Counts only events with this property, in addition to the others. */
  public NewGoal withCustomProperty(String name, String value) {
    Map<String, String> more = new TreeMap<>(customProperties);
    more.put(name, value);
    return new NewGoal(kind, target, currency, displayName, more);
  }
}
