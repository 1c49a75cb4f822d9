package io.github.plausible4j.testkit.internal.stats.legacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plausible4j.testkit.internal.stats.parse.FilterReader;
import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.Filter;
import io.github.plausible4j.testkit.internal.stats.query.Filter.Operator;
import io.github.plausible4j.testkit.internal.stats.query.RefusedQuery;
import io.github.plausible4j.testkit.internal.stats.query.SiteGoal;
import io.github.plausible4j.testkit.internal.stats.query.StatsSite;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code filters}, with the quirks of a real server: a part that it cannot parse is silently
 * ignored, and a list is always positive, even after {@code !=}.
 */
final class LegacyFilters {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern COMPARISON = Pattern.compile("==|!=");
  private static final Pattern BAR = Pattern.compile("(?<!\\\\)\\|");

  private LegacyFilters() {}

  static List<Filter> read(@Nullable String text) {
    if (text == null) {
      return List.of();
    }
    try {
      return readJson(JSON.readTree(text), text);
    } catch (JsonProcessingException e) {
      return readExpression(text);
    }
  }

  private static List<Filter> readJson(JsonNode json, String text) {
    if (json.isMissingNode()) {
      return readExpression(text);
    }
    if (!json.isArray()) {
      return List.of();
    }
    try {
      return FilterReader.read(json);
    } catch (RefusedQuery refused) {
      throw RefusedQuery.serverError();
    }
  }

  private static List<Filter> readExpression(String text) {
    return Arrays.stream(text.split(";", -1))
        .map(LegacyFilters::readPart)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Filter> readPart(String part) {
    List<String> sides =
        Arrays.stream(COMPARISON.split(part.strip()))
            .filter(side -> !side.isEmpty())
            .map(String::strip)
            .toList();
    if (sides.size() != 2) {
      return Optional.empty();
    }
    Dimension dimension = new Dimension(sides.get(0));
    String value = sides.get(1);
    Filter.Comparison filter =
        dimension.equals(Dimension.GOAL)
            ? new Filter.Comparison(Operator.IS, dimension, members(value))
            : comparison(dimension, value, part.contains("!="));
    boolean noCountry =
        dimension.equals(Dimension.COUNTRY)
            && filter.clauses().stream()
                .anyMatch(clause -> clause.toString().getBytes(StandardCharsets.UTF_8).length != 2);
    return noCountry ? Optional.empty() : Optional.of(filter);
  }

  private static Filter.Comparison comparison(Dimension dimension, String value, boolean negated) {
    if (value.indexOf('*') >= 0) {
      Operator operator = negated ? Operator.MATCHES_WILDCARD_NOT : Operator.MATCHES_WILDCARD;
      return new Filter.Comparison(operator, dimension, List.of(value));
    }
    List<String> members = members(value);
    boolean positive = !negated || members.size() > 1;
    return new Filter.Comparison(positive ? Operator.IS : Operator.IS_NOT, dimension, members);
  }

  private static List<String> members(String value) {
    return Stream.of(BAR.split(value, -1)).map(member -> member.replace("\\|", "|")).toList();
  }

  /** Checks that goals exist and properties are known. */
  static void check(List<Filter> filters, StatsSite site) {
    List<String> goals = site.goals().stream().map(SiteGoal::displayName).toList();
    for (Filter filter : filters) {
      if (!(filter instanceof Filter.Comparison comparison)) {
        throw RefusedQuery.serverError();
      }
      if (comparison.dimension().equals(Dimension.GOAL)) {
        comparison.clauses().stream()
            .map(Object::toString)
            .filter(name -> !goals.contains(name))
            .findFirst()
            .ifPresent(LegacyFilters::refuseGoal);
      } else if (!LegacyDimensions.isValid(comparison.dimension())) {
        throw RefusedQuery.invalid(
            "Invalid filter property '"
                + comparison.dimension().name()
                + "'. Please provide a valid filter property:"
                + " https://plausible.io/docs/stats-api#properties");
      }
    }
  }

  private static void refuseGoal(String name) {
    String what =
        name.startsWith("Visit ")
            ? "The pageview goal for the pathname `" + name.substring("Visit ".length()) + "`"
            : "The goal `" + name + "`";
    throw RefusedQuery.invalid(
        what
            + " is not configured for this site. Find out how to configure goals here:"
            + " https://plausible.io/docs/stats-api#filtering-by-goals");
  }
}
