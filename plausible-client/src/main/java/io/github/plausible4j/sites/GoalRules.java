package io.github.plausible4j.sites;

import io.github.plausible4j.internal.ProblemCollector;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

/**
 * Checks a goal for what every server rejects. Lengths are in characters, as the server counts
 * them.
 */
final class GoalRules {
  private static final int LONGEST_PROPERTY_NAME = 300;

  private static final int LONGEST_EVENT_NAME = 120;
  private static final int MOST_PROPERTIES = 3;
  private static final int LONGEST_PROPERTY_VALUE = 2_000;

  private GoalRules() {}

  static void check(
      ProblemCollector problems, NewGoal.Kind kind, String target, Optional<Currency> currency) {
    String field = kind == NewGoal.Kind.PAGEVIEW ? "path" : "eventName";
    if (target.isBlank()) {
      problems.add(field, target, "is blank", "use the event name or page to count");
    } else if (kind != NewGoal.Kind.PAGEVIEW) {
      checkEventName(problems, target);
    } else if (target.contains("://")) {
      problems.add(field, target, "is an address", "use only its path, such as /thanks");
    }
    if (kind == NewGoal.Kind.REVENUE && currency.isEmpty()) {
      problems.add("currency", "is missing", "set the currency of the revenue goal");
    }
    if (kind != NewGoal.Kind.REVENUE && currency.isPresent()) {
      problems.add("currency", currency.get(), "has no meaning here", "make it a revenue goal");
    }
  }

  private static void checkEventName(ProblemCollector problems, String name) {
    if (length(name) > LONGEST_EVENT_NAME) {
      problems.add(
          "eventName", name, "has more than " + LONGEST_EVENT_NAME + " characters", "shorten it");
    }
    if (name.strip().equals("engagement")) {
      problems.add("eventName", name, "is reserved by Plausible", "choose another name");
    }
  }

  static void check(
      ProblemCollector problems, Optional<String> displayName, Map<String, String> properties) {
    if (displayName.isPresent() && displayName.get().isBlank()) {
      problems.add("displayName", displayName.get(), "is blank", "leave it out or use a name");
    }
    if (properties.size() > MOST_PROPERTIES) {
      problems.add(
          "customProperties",
          properties.size(),
          "are more than " + MOST_PROPERTIES,
          "keep those that distinguish the goals");
    }
    properties.forEach(
        (name, value) -> {
          checkLength(problems, "custom property name", name, LONGEST_PROPERTY_NAME);
          checkLength(problems, "value of custom property " + name, value, LONGEST_PROPERTY_VALUE);
        });
  }

  private static void checkLength(
      ProblemCollector problems, String field, String text, int longest) {
    if (text.isEmpty() || length(text) > longest) {
      problems.add(field, text, "does not have 1 to " + longest + " characters", "change it");
    }
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
