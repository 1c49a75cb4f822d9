package io.github.plausible4j.testkit.internal.stats.legacy;

import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.Filter;
import io.github.plausible4j.testkit.internal.stats.query.Filter.Operator;
import io.github.plausible4j.testkit.internal.stats.query.RefusedQuery;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The properties of filters and breakdowns. */
final class LegacyDimensions {
  private static final Set<String> KNOWN =
      Set.of(
          "event:page",
          "event:name",
          "event:goal",
          "event:hostname",
          "visit:source",
          "visit:channel",
          "visit:country",
          "visit:region",
          "visit:city",
          "visit:entry_page",
          "visit:exit_page",
          "visit:referrer",
          "visit:utm_medium",
          "visit:utm_source",
          "visit:utm_campaign",
          "visit:utm_content",
          "visit:utm_term",
          "visit:device",
          "visit:os",
          "visit:os_version",
          "visit:browser",
          "visit:browser_version");

  /** Unknown values that a breakdown leaves out. */
  private static final Map<String, List<Object>> LEFT_OUT =
      Map.of(
          "visit:city", List.of(0L),
          "visit:country", List.of("\0\0", "ZZ"),
          "visit:region", List.of(""),
          "visit:utm_medium", List.of(""),
          "visit:utm_source", List.of(""),
          "visit:utm_campaign", List.of(""),
          "visit:utm_content", List.of(""),
          "visit:utm_term", List.of(""),
          "visit:entry_page", List.of(""),
          "visit:exit_page", List.of(""));

  private LegacyDimensions() {}

  static boolean isValid(Dimension dimension) {
    return KNOWN.contains(dimension.name())
        || (dimension.isProperty() && !dimension.property().isEmpty());
  }

  /** The property to break down by. */
  static Dimension read(@Nullable String property) {
    if (property == null) {
      throw RefusedQuery.invalid(
          "The `property` parameter is required. Please provide at least one property to show a"
              + " breakdown by.");
    }
    Dimension dimension = new Dimension(property);
    if (dimension.equals(Dimension.HOSTNAME)) {
      throw RefusedQuery.invalid(
          "Property 'event:hostname' is currently not supported for breakdowns.  Please provide a"
              + " valid property for the breakdown endpoint:"
              + " https://plausible.io/docs/stats-api#properties");
    }
    if (!isValid(dimension)) {
      throw RefusedQuery.invalid(
          "Invalid property '"
              + property
              + "'. Please provide a valid property for the breakdown endpoint:"
              + " https://plausible.io/docs/stats-api#properties");
    }
    return dimension;
  }

  /** A version is shown with the name of its browser or system. */
  static List<Dimension> grouped(Dimension dimension) {
    return switch (dimension.name()) {
      case "visit:browser_version" -> List.of(new Dimension("visit:browser"), dimension);
      case "visit:os_version" -> List.of(new Dimension("visit:os"), dimension);
      default -> List.of(dimension);
    };
  }

  static List<Filter> withoutUnknown(Dimension dimension) {
    List<Object> leftOut = LEFT_OUT.get(dimension.name());
    return leftOut == null
        ? List.of()
        : List.of(new Filter.Comparison(Operator.IS_NOT, dimension, leftOut));
  }
}
