package io.github.plausible4j.sites;

import io.github.plausible4j.internal.ProblemCollector;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A goal to be made. Immutable: each {@code with…} gives another value.
 *
 * @param kind what is counted
 * @param target the event name, at most 120 characters, or the path of a page
 * @param currency what sums are shown in; present for revenue only
 * @param displayName the name in the dashboard and in queries; default the event name, or {@code
 *     Visit} and the path
 * @param customProperties what properties an event must have to count, at most 3, names up to 300
 *     and values up to 2,000 characters
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
    /** Visits of a page. */
    PAGEVIEW,
    /** Events that bring money. */
    REVENUE
  }

  /**
   * Checks the goal and copies the map.
   *
   * @throws IllegalArgumentException if no server would take it; the message names all problems
   */
  public NewGoal {
    customProperties = Map.copyOf(customProperties);
    ProblemCollector problems = new ProblemCollector();
    GoalRules.check(problems, kind, target, currency);
    GoalRules.check(problems, displayName, customProperties);
    problems.throwIfAny("NewGoal");
  }

  /** Counts events with that name. */
  public static NewGoal event(String eventName) {
    return of(Kind.CUSTOM_EVENT, eventName, Optional.empty());
  }

  /**
   * Counts visits of pages.
   *
   * @param path the path; {@code *} matches part of a segment, {@code **} any rest
   */
  public static NewGoal pageview(String path) {
    return of(Kind.PAGEVIEW, path, Optional.empty());
  }

  /** Counts events with that name and sums what they bring. */
  public static NewGoal revenue(String eventName, Currency currency) {
    return of(Kind.REVENUE, eventName, Optional.of(currency));
  }

  private static NewGoal of(Kind kind, String target, Optional<Currency> currency) {
    return new NewGoal(kind, target, currency, Optional.empty(), Map.of());
  }

  /** With a name of its own. Only {@link SitesClient} can set one. */
  public NewGoal withDisplayName(String name) {
    return new NewGoal(kind, target, currency, Optional.of(name), customProperties);
  }

  /** Also asks for a property of the event. */
  public NewGoal withCustomProperty(String name, String value) {
    Map<String, String> more = new TreeMap<>(customProperties);
    more.put(name, value);
    return new NewGoal(kind, target, currency, displayName, more);
  }
}
