package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import java.util.List;

/** Groups imported values. Some unknown values have a name, others are left out. */
final class ImportedValues {
  private ImportedValues() {}

  /** The value as it is shown; empty if rows with this value are left out. */
  static List<Object> shown(Dimension dimension, String stored) {
    return switch (dimension.name()) {
      case "visit:source", "visit:referrer" -> List.of(stored.isEmpty() ? "Direct / None" : stored);
      case "visit:channel",
          "visit:device",
          "visit:browser",
          "visit:browser_version",
          "visit:os",
          "visit:os_version" ->
          List.of(stored.isEmpty() ? "(not set)" : stored);
      case "event:props:url", "event:props:path" ->
          List.of(stored.isEmpty() ? PropertyCondition.NONE : stored);
      case "visit:utm_source",
          "visit:utm_medium",
          "visit:utm_campaign",
          "visit:utm_term",
          "visit:utm_content",
          "visit:region",
          "visit:region_name",
          "visit:city_name" ->
          stored.isEmpty() ? List.of() : List.of(stored);
      case "visit:country", "visit:country_name" ->
          stored.equals("ZZ") ? List.of() : List.of(stored);
      case "visit:city" -> stored.equals("0") ? List.of() : List.of(Long.valueOf(stored));
      default -> List.of(stored);
    };
  }
}
