package io.github.plausible4j.stats;

import io.github.plausible4j.internal.ProblemCollector;
import java.util.List;

/**
 * A dimension, by which results are grouped or filtered. The constants are the dimensions of
 * Plausible's API. Use {@link #property} for a custom property, and {@link #of} for a dimension
 * that is newer than this library. Two dimensions are equal if their names are equal. Immutable and
 * thread-safe.
 */
public final class Dimension {
  /** Name of the event: {@code pageview}, or a custom event's. */
  public static final Dimension EVENT_NAME = new Dimension("event:name");

  /** Path of the page, for example {@code /blog}. */
  public static final Dimension PAGE = new Dimension("event:page");

  /** Host name of the page. */
  public static final Dimension HOSTNAME = new Dimension("event:hostname");

  /** Goal, by its display name. Rows cannot be ordered by it. */
  public static final Dimension GOAL = new Dimension("event:goal");

  /** Where the visit came from, for example {@code Google}; {@code Direct / None} if unknown. */
  public static final Dimension SOURCE = new Dimension("visit:source");

  /** Acquisition channel, for example {@code Organic Search}. */
  public static final Dimension CHANNEL = new Dimension("visit:channel");

  /** Full referrer, for example {@code t.co/abc}. */
  public static final Dimension REFERRER = new Dimension("visit:referrer");

  /** UTM medium. */
  public static final Dimension UTM_MEDIUM = new Dimension("visit:utm_medium");

  /** UTM source. */
  public static final Dimension UTM_SOURCE = new Dimension("visit:utm_source");

  /** UTM campaign. */
  public static final Dimension UTM_CAMPAIGN = new Dimension("visit:utm_campaign");

  /** UTM content. */
  public static final Dimension UTM_CONTENT = new Dimension("visit:utm_content");

  /** UTM term. */
  public static final Dimension UTM_TERM = new Dimension("visit:utm_term");

  /**
   * Screen size class, which is the same as {@link #DEVICE}. Use it only in filters: every release
   * answers 500 to a query that groups by it. Group by {@link #DEVICE} instead.
   */
  public static final Dimension SCREEN = new Dimension("visit:screen");

  /** Device class: {@code Desktop}, {@code Mobile} … */
  public static final Dimension DEVICE = new Dimension("visit:device");

  /** Browser, for example {@code Firefox}. */
  public static final Dimension BROWSER = new Dimension("visit:browser");

  /** Version of the browser. */
  public static final Dimension BROWSER_VERSION = new Dimension("visit:browser_version");

  /** Operating system. */
  public static final Dimension OS = new Dimension("visit:os");

  /** Version of the operating system. */
  public static final Dimension OS_VERSION = new Dimension("visit:os_version");

  /** Country, as ISO 3166-1 alpha-2; two NUL characters if unknown. */
  public static final Dimension COUNTRY = new Dimension("visit:country");

  /** Region, as ISO 3166-2. */
  public static final Dimension REGION = new Dimension("visit:region");

  /** City, as GeoNames id: a number, 0 if unknown. */
  public static final Dimension CITY = new Dimension("visit:city");

  /** Name of the country, in English; empty if unknown. */
  public static final Dimension COUNTRY_NAME = new Dimension("visit:country_name");

  /** Name of the region; empty if unknown. */
  public static final Dimension REGION_NAME = new Dimension("visit:region_name");

  /** Name of the city; empty if unknown. */
  public static final Dimension CITY_NAME = new Dimension("visit:city_name");

  /** Path of the visit's first page. */
  public static final Dimension ENTRY_PAGE = new Dimension("visit:entry_page");

  /** Path of the visit's last page. */
  public static final Dimension EXIT_PAGE = new Dimension("visit:exit_page");

  /**
   * Host name of the visit's first page. Release 3.2.0 answers 500 to a query that groups by it.
   */
  public static final Dimension ENTRY_PAGE_HOSTNAME = new Dimension("visit:entry_page_hostname");

  /** Host name of the visit's last page. Release 3.2.0 answers 500 to a query that groups by it. */
  public static final Dimension EXIT_PAGE_HOSTNAME = new Dimension("visit:exit_page_hostname");

  /** Time, in steps that the server chooses by the length of the date range. */
  public static final Dimension TIME = new Dimension("time");

  /** Hours, in the site's time zone. */
  public static final Dimension TIME_HOUR = new Dimension("time:hour");

  /** Days, in the site's time zone. */
  public static final Dimension TIME_DAY = new Dimension("time:day");

  /** Weeks, named by their Monday or by the first day of the date range. */
  public static final Dimension TIME_WEEK = new Dimension("time:week");

  /** Months, named by their first day. */
  public static final Dimension TIME_MONTH = new Dimension("time:month");

  /** Not a dimension of results. In filters, the API uses this name for saved segments. */
  static final Dimension SEGMENT = new Dimension("segment");

  private static final String PROPERTY = "event:props:";

  private static final List<Dimension> ALL =
      List.of(
          EVENT_NAME,
          PAGE,
          HOSTNAME,
          GOAL,
          SOURCE,
          CHANNEL,
          REFERRER,
          UTM_MEDIUM,
          UTM_SOURCE,
          UTM_CAMPAIGN,
          UTM_CONTENT,
          UTM_TERM,
          SCREEN,
          DEVICE,
          BROWSER,
          BROWSER_VERSION,
          OS,
          OS_VERSION,
          COUNTRY,
          REGION,
          CITY,
          COUNTRY_NAME,
          REGION_NAME,
          CITY_NAME,
          ENTRY_PAGE,
          EXIT_PAGE,
          ENTRY_PAGE_HOSTNAME,
          EXIT_PAGE_HOSTNAME,
          TIME,
          TIME_HOUR,
          TIME_DAY,
          TIME_WEEK,
          TIME_MONTH);

  private final String name;

  private Dimension(String name) {
    this.name = name;
  }

  /**
   * Returns the dimension with a name, which may be newer than this library.
   *
   * @throws IllegalArgumentException if the name is blank, lacks its kind, as {@code page} does, or
   *     is a custom property without a name
   */
  public static Dimension of(String name) {
    if (name.isBlank() || name.equals(PROPERTY)) {
      throw new IllegalArgumentException(
          "dimension "
              + ProblemCollector.quoted(name)
              + " is not a name; write one such as event:page");
    }
    for (Dimension known : ALL) {
      if (known.label().equals(name) && !known.equals(TIME)) {
        throw new IllegalArgumentException(
            "dimension " + ProblemCollector.quoted(name) + " lacks its kind; write " + known);
      }
    }
    return new Dimension(name);
  }

  /**
   * A custom property, as {@code event:props:<name>}.
   *
   * @throws IllegalArgumentException if the name is empty
   */
  public static Dimension property(String name) {
    return of(PROPERTY + name);
  }

  /** All dimensions that this library knows, except custom properties. */
  public static List<Dimension> all() {
    return ALL;
  }

  /** The name in the API, for example {@code event:page}. */
  public String name() {
    return name;
  }

  /**
   * The name without its kind, such as {@code page} for {@code event:page}. For a custom property,
   * the property's own name.
   */
  public String label() {
    return isProperty() ? name.substring(PROPERTY.length()) : name.substring(name.indexOf(':') + 1);
  }

  /** Whether this is {@link #TIME} or one of its steps. */
  public boolean isTime() {
    return name.equals("time") || name.startsWith("time:");
  }

  /** Whether this is a dimension of events, such as pages and custom properties. */
  public boolean isEvent() {
    return name.startsWith("event:");
  }

  /** Whether this is a custom property. */
  public boolean isProperty() {
    return name.startsWith(PROPERTY);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dimension dimension && dimension.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** The name in the API. */
  @Override
  public String toString() {
    return name;
  }
}
