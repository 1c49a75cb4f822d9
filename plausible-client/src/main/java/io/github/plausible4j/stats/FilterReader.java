package io.github.plausible4j.stats;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.internal.Json;
import io.github.plausible4j.internal.ProblemCollector;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads filter trees that the API's schema allows. */
final class FilterReader {
  private static final int MOST_NESTED = 500;
  private static final String CASE_SENSITIVE = "case_sensitive";

  private final ProblemCollector problems;
  private int depth;

  FilterReader(ProblemCollector problems) {
    this.problems = problems;
  }

  @Nullable Filter read(JsonNode json, String pointer) {
    if (!json.isArray() || json.isEmpty() || !json.get(0).isTextual()) {
      problems.add(
          pointer, json, "is not a filter", "write it as [\"is\", \"event:page\", [\"/\"]]");
      return null;
    }
    if (++depth > MOST_NESTED) {
      throw new IllegalArgumentException(
          "query: " + pointer.substring(0, 40) + "… is nested deeper than " + MOST_NESTED);
    }
    try {
      String operator = json.get(0).textValue();
      return switch (operator) {
        case "and", "or" -> group(json, pointer, operator.equals("and"));
        case "not", "has_done", "has_not_done" -> wrapped(json, pointer, operator);
        default -> comparison(json, pointer, operator);
      };
    } finally {
      depth--;
    }
  }

  private @Nullable Filter group(JsonNode json, String pointer, boolean all) {
    if (json.size() != 2 || !json.get(1).isArray() || json.get(1).isEmpty()) {
      problems.add(
          pointer, json, "does not have a list of filters", "write [\"and\", [filter, filter]]");
      return null;
    }
    List<Filter> filters = new ArrayList<>();
    for (int i = 0; i < json.get(1).size(); i++) {
      Filter filter = read(json.get(1).get(i), pointer + "/1/" + i);
      if (filter != null) {
        filters.add(filter);
      }
    }
    return all ? new Filter.AllOf(filters) : new Filter.AnyOf(filters);
  }

  private @Nullable Filter wrapped(JsonNode json, String pointer, String operator) {
    if (json.size() != 2) {
      problems.add(
          pointer, json, "does not have one filter", "write [\"" + operator + "\", filter]");
      return null;
    }
    Filter inner = read(json.get(1), pointer + "/1");
    if (inner == null) {
      return null;
    }
    return operator.equals("not")
        ? new Filter.Not(inner)
        : new Filter.Behavior(operator.equals("has_done"), inner);
  }

  private @Nullable Filter comparison(JsonNode json, String pointer, String name) {
    if (!FilterOperator.isName(name)) {
      problems.add(
          pointer + "/0",
          name,
          "is not an operator",
          "use is, is_not, contains, matches, and, or …");
      return null;
    }
    FilterOperator operator = FilterOperator.of(name);
    if (json.size() < 3 || json.size() > (operator.isPattern() ? 3 : 4)) {
      problems.add(
          pointer,
          json,
          "has " + json.size() + " parts",
          "write an operator, a dimension and a list"
              + (operator.isPattern() ? "; case is ignored by (?i)" : ", and modifiers"));
      return null;
    }
    Dimension dimension = dimension(json.get(1), pointer + "/1", operator);
    List<Object> clauses = clauses(json.get(2), pointer + "/2");
    Filter.Modifiers modifiers = json.size() == 4 ? modifiers(json.get(3), pointer + "/3") : null;
    return dimension == null
        ? null
        : new Filter.Comparison(operator, dimension, clauses, modifiers);
  }

  private @Nullable Dimension dimension(JsonNode json, String pointer, FilterOperator operator) {
    if (!json.isTextual() || json.textValue().isBlank()) {
      problems.add(pointer, json, "is not a dimension", "write one such as event:page");
      return null;
    }
    Dimension dimension;
    try {
      dimension = Dimension.of(json.textValue());
    } catch (IllegalArgumentException e) {
      problems.add(pointer, json, "is not a dimension", "write one such as event:props:author");
      return null;
    }
    FilterRules.comparable(operator, dimension, pointer, problems);
    return dimension;
  }

  private List<Object> clauses(JsonNode json, String pointer) {
    List<Object> clauses = new ArrayList<>();
    if (!json.isArray()) {
      problems.add(pointer, json, "is not a list", "write [\"…\"], also for one value");
      return clauses;
    }
    for (int i = 0; i < json.size(); i++) {
      JsonNode clause = json.get(i);
      Optional<BigInteger> number = JsonPointers.wholeNumber(clause);
      if (clause.isTextual()) {
        clauses.add(clause.textValue());
      } else if (number.isPresent()) {
        clauses.add(number.get());
      } else {
        problems.add(
            pointer + "/" + i, clause, "is neither a string nor a whole number", "quote it");
      }
    }
    return clauses;
  }

  private Filter.@Nullable Modifiers modifiers(JsonNode json, String pointer) {
    if (!json.isObject()) {
      problems.add(pointer, json, "is not an object", "write {\"case_sensitive\": false}");
      return null;
    }
    for (Map.Entry<String, JsonNode> modifier : Json.fields(json).entrySet()) {
      String step = pointer + "/" + JsonPointers.escape(modifier.getKey());
      if (!modifier.getKey().equals(CASE_SENSITIVE)) {
        problems.add(step, "is not a modifier", "only case_sensitive is");
      } else if (!modifier.getValue().isBoolean()) {
        problems.add(step, modifier.getValue(), "is not a boolean", "write true or false");
      }
    }
    JsonNode sensitive = json.get(CASE_SENSITIVE);
    boolean written = sensitive != null && sensitive.isBoolean();
    return new Filter.Modifiers(written ? sensitive.booleanValue() : null);
  }
}
