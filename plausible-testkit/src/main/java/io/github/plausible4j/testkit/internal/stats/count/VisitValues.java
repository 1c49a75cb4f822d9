package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.store.VisitAttributes;
import java.util.Map;
import java.util.function.Function;

/** The values of {@code visit:} dimensions, as stored and as shown. */
final class VisitValues {
  /** The stored value of an unknown country. */
  static final String NO_COUNTRY = "\0\0";

  private static final String NO_SOURCE = "Direct / None";
  private static final String NO_CHANNEL = "Direct";
  private static final String NOT_SET = "(not set)";

  private static final Map<String, Function<VisitAttributes, String>> OF_ATTRIBUTES =
      Map.ofEntries(
          Map.entry("visit:source", VisitAttributes::source),
          Map.entry("visit:channel", VisitAttributes::channel),
          Map.entry("visit:referrer", VisitAttributes::referrer),
          Map.entry("visit:utm_medium", VisitAttributes::utmMedium),
          Map.entry("visit:utm_source", VisitAttributes::utmSource),
          Map.entry("visit:utm_campaign", VisitAttributes::utmCampaign),
          Map.entry("visit:utm_content", VisitAttributes::utmContent),
          Map.entry("visit:utm_term", VisitAttributes::utmTerm),
          Map.entry("visit:screen", VisitAttributes::device),
          Map.entry("visit:device", VisitAttributes::device),
          Map.entry("visit:browser", VisitAttributes::browser),
          Map.entry("visit:browser_version", VisitAttributes::browserVersion),
          Map.entry("visit:os", VisitAttributes::os),
          Map.entry("visit:os_version", VisitAttributes::osVersion),
          Map.entry("visit:country", VisitValues::country),
          Map.entry("visit:region", VisitAttributes::region),
          Map.entry("visit:city", attributes -> Integer.toString(attributes.city())),
          Map.entry("visit:country_name", attributes -> Countries.name(attributes.country())),
          Map.entry("visit:region_name", attributes -> Regions.name(attributes.region())),
          Map.entry("visit:city_name", attributes -> Cities.name(attributes.city())));

  private static final Map<Dimension, Function<Visit, String>> OF_PAGES =
      Map.of(
          Dimension.ENTRY_PAGE, visit -> visit.entryPage,
          Dimension.EXIT_PAGE, visit -> visit.exitPage,
          Dimension.ENTRY_HOSTNAME, visit -> visit.entryHostname,
          Dimension.EXIT_HOSTNAME, visit -> visit.exitHostname);

  private VisitValues() {}

  /** The stored value of a dimension that events have, too. */
  static Function<VisitAttributes, String> ofAttributes(Dimension dimension) {
    Function<VisitAttributes, String> value = OF_ATTRIBUTES.get(dimension.name());
    if (value == null) {
      throw new IllegalArgumentException("Not a dimension of visits: " + dimension.name());
    }
    return value;
  }

  /** The stored value of any dimension of visits. */
  static Function<Visit, String> ofVisit(Dimension dimension) {
    Function<Visit, String> page = OF_PAGES.get(dimension);
    if (page != null) {
      return page;
    }
    Function<VisitAttributes, String> value = ofAttributes(dimension);
    return visit -> value.apply(visit.attributes);
  }

  /** The stored value as it is shown in answers. */
  static Object shown(Dimension dimension, String stored) {
    if (dimension.equals(Dimension.CITY)) {
      return Long.valueOf(stored);
    }
    return stored.isEmpty() ? shownIfEmpty(dimension) : stored;
  }

  private static String shownIfEmpty(Dimension dimension) {
    return switch (dimension.name()) {
      case "visit:source", "visit:referrer" -> NO_SOURCE;
      case "visit:channel" -> NO_CHANNEL;
      case "visit:region",
          "visit:country_name",
          "visit:region_name",
          "visit:city_name",
          "visit:entry_page",
          "visit:exit_page" ->
          "";
      default -> NOT_SET;
    };
  }

  /** The stored value for a clause of a filter. */
  static String stored(Dimension dimension, String clause) {
    boolean meansEmpty =
        switch (clause) {
          case NOT_SET -> true;
          case NO_SOURCE -> isSource(dimension);
          default -> false;
        };
    return meansEmpty ? "" : clause;
  }

  /** The text in which parts and patterns are searched. */
  static String searched(Dimension dimension, String stored) {
    return stored.isEmpty() && isSource(dimension) ? NO_SOURCE : stored;
  }

  private static boolean isSource(Dimension dimension) {
    return dimension.name().equals("visit:source")
        || dimension.name().equals("visit:referrer")
        || dimension.name().startsWith("visit:utm_");
  }

  private static String country(VisitAttributes attributes) {
    return attributes.country().isEmpty() ? NO_COUNTRY : attributes.country();
  }
}
