package io.github.plausible4j.testkit.internal.stats.parse;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.Metric;
import io.github.plausible4j.testkit.internal.stats.query.StatsEdition;
import java.util.Set;

/** The names that a query may use. */
final class Names {
  private static final Set<String> SIMPLE_DIMENSIONS =
      Set.of(
          "event:name",
          "event:page",
          "event:hostname",
          "visit:source",
          "visit:channel",
          "visit:referrer",
          "visit:utm_medium",
          "visit:utm_source",
          "visit:utm_campaign",
          "visit:utm_content",
          "visit:utm_term",
          "visit:screen",
          "visit:device",
          "visit:browser",
          "visit:browser_version",
          "visit:os",
          "visit:os_version",
          "visit:country",
          "visit:region",
          "visit:city",
          "visit:country_name",
          "visit:region_name",
          "visit:city_name",
          "visit:entry_page",
          "visit:exit_page",
          "visit:entry_page_hostname",
          "visit:exit_page_hostname");

  private static final Set<String> TIME_DIMENSIONS =
      Set.of("time", "time:month", "time:week", "time:day", "time:hour");

  private Names() {}

  static boolean isMetric(JsonNode node, StatsEdition edition) {
    Metric metric = node.isTextual() ? Metric.of(node.textValue()) : null;
    return metric != null && (edition.revenue() || !metric.isRevenue());
  }

  static boolean isGroup(JsonNode node) {
    return isFilterable(node) || isGoal(node) || isTime(node);
  }

  static boolean isOrder(JsonNode node, StatsEdition edition) {
    return isMetric(node, edition) || isFilterable(node) || isTime(node);
  }

  /** Whether it can be used with all operators. */
  static boolean isFilterable(JsonNode node) {
    return node.isTextual()
        && (SIMPLE_DIMENSIONS.contains(node.textValue()) || isProperty(node.textValue()));
  }

  static boolean isGoal(JsonNode node) {
    return node.isTextual() && node.textValue().equals(Dimension.GOAL.name());
  }

  static boolean isSegment(JsonNode node) {
    return node.isTextual() && node.textValue().equals(Dimension.SEGMENT.name());
  }

  private static boolean isTime(JsonNode node) {
    return node.isTextual() && TIME_DIMENSIONS.contains(node.textValue());
  }

  private static boolean isProperty(String name) {
    int start = Dimension.PROPERTY_PREFIX.length();
    return name.startsWith(Dimension.PROPERTY_PREFIX)
        && name.length() > start
        && name.charAt(start) != '\n';
  }
}
