package io.github.plausible4j.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the query language had in which release and edition. */
enum Release {
  V2_1_4,
  V3_0(Part.BEHAVIORS, Part.SEGMENTS, Part.CASE, Part.PAGE_METRICS, Part.ANY_LENGTH),
  V3_1(V3_0, Part.TRIM),
  V3_2(V3_1),
  V3_2_HOSTED(V3_2, Part.REVENUE),
  V2026_02(V3_2, Part.LAST_24_HOURS),
  V2026_02_HOSTED(V2026_02, Part.REVENUE);

  /** A part of the language that not every release has. */
  enum Part {
    BEHAVIORS,
    SEGMENTS,
    CASE,
    PAGE_METRICS,
    ANY_LENGTH,
    TRIM,
    REVENUE,
    LAST_24_HOURS
  }

  private static final List<String> FILTERABLE =
      List.of(
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
  private static final List<String> TIMES =
      List.of("time", "time:hour", "time:day", "time:week", "time:month");

  /** One bit for each part, in their order. */
  private final int parts;

  Release(Part... parts) {
    this.parts = bits(parts);
  }

  Release(Release before, Part... parts) {
    this.parts = before.parts | bits(parts);
  }

  private static int bits(Part... parts) {
    return Arrays.stream(parts).mapToInt(part -> 1 << part.ordinal()).sum();
  }

  boolean has(Part part) {
    return (parts & (1 << part.ordinal())) != 0;
  }

  List<String> metrics() {
    List<String> names =
        new ArrayList<>(
            List.of(
                "visitors",
                "visits",
                "pageviews",
                "views_per_visit",
                "bounce_rate",
                "visit_duration",
                "events",
                "percentage",
                "conversion_rate",
                "group_conversion_rate"));
    if (has(Part.PAGE_METRICS)) {
      names.addAll(List.of("time_on_page", "scroll_depth"));
    }
    if (has(Part.REVENUE)) {
      names.addAll(List.of("total_revenue", "average_revenue"));
    }
    return names;
  }

  /** Without goal, custom properties and segments. */
  List<String> filterable() {
    return FILTERABLE;
  }

  List<String> times() {
    return TIMES;
  }

  List<String> shorthands() {
    List<String> names =
        new ArrayList<>(List.of("all", "day", "7d", "30d", "month", "6mo", "12mo", "year"));
    if (has(Part.LAST_24_HOURS)) {
      names.add("24h");
    }
    return names;
  }

  List<String> includes() {
    List<String> names = new ArrayList<>(List.of("imports", "time_labels", "total_rows"));
    if (has(Part.TRIM)) {
      names.add("trim_relative_date_range");
    }
    return names;
  }
}
