package io.github.plausible4j.testkit.internal.stats.parse;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.testkit.internal.stats.query.StatsEdition;

/** Checks that filters are well-formed. */
final class FilterSchema {
  private final StatsEdition edition;

  FilterSchema(StatsEdition edition) {
    this.edition = edition;
  }

  boolean matches(JsonNode filter) {
    if (!filter.isArray() || filter.isEmpty() || !filter.get(0).isTextual()) {
      return false;
    }
    return switch (filter.get(0).textValue()) {
      case "and", "or" -> filter.size() == 2 && areFilters(filter.get(1));
      case "not", "has_done", "has_not_done" -> filter.size() == 2 && matches(filter.get(1));
      case "is" ->
          isComparison(
              filter,
              Names.isFilterable(filter.path(1))
                  || Names.isGoal(filter.path(1))
                  || Names.isSegment(filter.path(1)));
      case "contains" ->
          isComparison(filter, Names.isFilterable(filter.path(1)) || Names.isGoal(filter.path(1)));
      case "is_not", "contains_not" -> isComparison(filter, Names.isFilterable(filter.path(1)));
      case "matches", "matches_not" ->
          filter.size() == 3 && isComparison(filter, Names.isFilterable(filter.path(1)));
      default -> false;
    };
  }

  private boolean areFilters(JsonNode filters) {
    if (!filters.isArray() || filters.isEmpty()) {
      return false;
    }
    for (JsonNode filter : filters) {
      if (!matches(filter)) {
        return false;
      }
    }
    return true;
  }

  private boolean isComparison(JsonNode filter, boolean dimensionFits) {
    return dimensionFits
        && (filter.size() == 3 || (filter.size() == 4 && areModifiers(filter.get(3))))
        && areClauses(filter.get(2));
  }

  private boolean areClauses(JsonNode clauses) {
    if (!clauses.isArray() || (edition.afterRelease32() && clauses.isEmpty())) {
      return false;
    }
    for (JsonNode clause : clauses) {
      if (!clause.isTextual() && !isWhole(clause)) {
        return false;
      }
    }
    return true;
  }

  private static boolean areModifiers(JsonNode modifiers) {
    if (!modifiers.isObject()) {
      return false;
    }
    JsonNode caseSensitive = modifiers.get("case_sensitive");
    return caseSensitive == null
        ? modifiers.isEmpty()
        : modifiers.size() == 1 && caseSensitive.isBoolean();
  }

  /** JSON Schema counts 1.0 as an integer. */
  static boolean isWhole(JsonNode number) {
    return number.isIntegralNumber()
        || (number.isFloatingPointNumber() && number.doubleValue() % 1 == 0);
  }
}
