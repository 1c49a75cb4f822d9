package io.github.plausible4j.stats;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the query language had in which release and edition.
 *
 * @param name the release
 * @param parts what it has beyond the first one
 */
record Release(String name, Set<Part> parts) {
  static final Release V2_1_4 = new Release("V2_1_4", Set.of());
  static final Release V3_0 =
      V2_1_4.later(
          "V3_0", Part.BEHAVIORS, Part.SEGMENTS, Part.CASE, Part.PAGE_METRICS, Part.ANY_LENGTH);
  static final Release V3_1 = V3_0.later("V3_1", Part.TRIM);
  static final Release V3_2 = V3_1.later("V3_2");
  static final Release V3_2_HOSTED = V3_2.later("V3_2_HOSTED", Part.REVENUE);
  static final Release V2026_02 = V3_2.later("V2026_02", Part.LAST_24_HOURS);
  static final Release V2026_02_HOSTED = V2026_02.later("V2026_02_HOSTED", Part.REVENUE);

  static final List<Release> ALL =
      List.of(V2_1_4, V3_0, V3_1, V3_2, V3_2_HOSTED, V2026_02, V2026_02_HOSTED);

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

  private Release later(String laterName, Part... more) {
    Set<Part> all = new HashSet<>(parts);
    all.addAll(List.of(more));
    return new Release(laterName, Set.copyOf(all));
  }

  static Release of(String name) {
    return ALL.stream().filter(release -> release.name.equals(name)).findFirst().orElseThrow();
  }

  boolean has(Part part) {
    return parts.contains(part);
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
