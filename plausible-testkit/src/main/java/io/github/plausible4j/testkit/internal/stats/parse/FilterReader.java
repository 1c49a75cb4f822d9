package io.github.plausible4j.testkit.internal.stats.parse;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.Filter;
import io.github.plausible4j.testkit.internal.stats.query.Filter.Operator;
import io.github.plausible4j.testkit.internal.stats.query.RefusedQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads filters from their JSON form. For internal use only. */
public final class FilterReader {
  private static final Set<String> COMPARISONS =
      Set.of(
          "is",
          "is_not",
          "contains",
          "contains_not",
          "matches",
          "matches_not",
          "matches_wildcard",
          "matches_wildcard_not");

  private FilterReader() {}

  /** Reads the filters of an array. A filter that is not valid is rejected. */
  public static List<Filter> read(JsonNode filters) {
    List<Filter> read = new ArrayList<>();
    for (JsonNode filter : filters) {
      read.add(readOne(filter));
    }
    return read;
  }

  private static Filter readOne(JsonNode filter) {
    String operator = filter.path(0).asText();
    JsonNode second = filter.path(1);
    return switch (operator) {
      case "and", "or" -> new Filter.Group(operator.equals("and"), read(second));
      case "not" -> new Filter.Not(readOne(second));
      case "has_done", "has_not_done" ->
          new Filter.HasDone(operator.equals("has_done"), readOne(second));
      default -> readComparison(operator, filter);
    };
  }

  private static Filter readComparison(String operator, JsonNode filter) {
    if (!COMPARISONS.contains(operator)) {
      throw RefusedQuery.invalid(
          "Unknown operator for filter '" + ElixirTerm.inspect(filter) + "'.");
    }
    JsonNode name = filter.path(1);
    JsonNode clauses = filter.path(2);
    boolean known = Names.isFilterable(name) || Names.isGoal(name) || Names.isSegment(name);
    if (!known || !clauses.isArray()) {
      throw notUsable(filter);
    }
    Dimension dimension = new Dimension(name.textValue());
    return new Filter.Comparison(
        Operator.valueOf(operator.toUpperCase(Locale.ROOT)),
        dimension,
        readClauses(filter, operator, dimension, clauses),
        readModifiers(filter.get(3)));
  }

  private static List<Object> readClauses(
      JsonNode filter, String operator, Dimension dimension, JsonNode clauses) {
    List<Object> read = new ArrayList<>();
    int texts = 0;
    for (JsonNode clause : clauses) {
      if (!clause.isTextual() && !clause.isIntegralNumber()) {
        throw notUsable(filter);
      }
      texts += clause.isTextual() ? 1 : 0;
      read.add(clause.isTextual() ? clause.textValue() : clause.bigIntegerValue().longValue());
    }
    boolean allTexts = texts == read.size();
    boolean takesNumbers = dimension.equals(Dimension.CITY) || dimension.equals(Dimension.SEGMENT);
    if (texts == 0 && takesNumbers) {
      return List.copyOf(read);
    }
    if (!allTexts || dimension.equals(Dimension.SEGMENT)) {
      throw notUsable(filter);
    }
    if (dimension.equals(Dimension.COUNTRY)
        && (operator.equals("is") || operator.equals("is_not"))
        && !read.stream().allMatch(FilterReader::hasTwoLetters)) {
      throw RefusedQuery.invalid(
          "Invalid visit:country filter, visit:country needs to be a valid 2-letter country code.");
    }
    return List.copyOf(read);
  }

  private static boolean hasTwoLetters(Object clause) {
    String text = clause.toString();
    return text.codePointCount(0, text.length()) == 2;
  }

  private static @Nullable Map<String, Boolean> readModifiers(@Nullable JsonNode modifiers) {
    if (modifiers == null || !modifiers.isObject()) {
      return null;
    }
    Map<String, Boolean> read = new HashMap<>();
    modifiers.fieldNames().forEachRemaining(key -> read.put(key, modifiers.path(key).asBoolean()));
    return Map.copyOf(read);
  }

  private static RefusedQuery notUsable(JsonNode filter) {
    return RefusedQuery.invalid("Invalid filter '" + ElixirTerm.inspect(filter) + "'.");
  }
}
