package io.github.plausible4j.testkit.internal.stats.query;

import java.util.Set;

/**
 * A dimension to group by or filter on, with its name in queries. For internal use only.
 *
 * @param name for example {@code event:page}
 */
public record Dimension(String name) {
  public static final Dimension PAGE = new Dimension("event:page");
  public static final Dimension GOAL = new Dimension("event:goal");
  public static final Dimension NAME = new Dimension("event:name");
  public static final Dimension HOSTNAME = new Dimension("event:hostname");
  public static final Dimension ENTRY_PAGE = new Dimension("visit:entry_page");
  public static final Dimension EXIT_PAGE = new Dimension("visit:exit_page");
  public static final Dimension ENTRY_HOSTNAME = new Dimension("visit:entry_page_hostname");
  public static final Dimension EXIT_HOSTNAME = new Dimension("visit:exit_page_hostname");
  public static final Dimension COUNTRY = new Dimension("visit:country");
  public static final Dimension CITY = new Dimension("visit:city");
  public static final Dimension SEGMENT = new Dimension("segment");
  public static final Dimension TIME = new Dimension("time");
  public static final Dimension HOUR = new Dimension("time:hour");
  public static final Dimension DAY = new Dimension("time:day");
  public static final Dimension WEEK = new Dimension("time:week");
  public static final Dimension MONTH = new Dimension("time:month");

  /** The prefix of custom properties. */
  public static final String PROPERTY_PREFIX = "event:props:";

  private static final Set<Dimension> OF_VISITS_ONLY =
      Set.of(ENTRY_PAGE, EXIT_PAGE, ENTRY_HOSTNAME, EXIT_HOSTNAME);

  /** Whether it belongs to events, to visits, or to both. */
  public Scope scope() {
    if (isOfEvents()) {
      return Scope.EVENT;
    }
    return OF_VISITS_ONLY.contains(this) ? Scope.VISIT : Scope.EITHER;
  }

  /** Whether each event has its own value. */
  public boolean isOfEvents() {
    return name.startsWith("event:");
  }

  /** Whether it divides the range into buckets. */
  public boolean isTime() {
    return name.startsWith("time");
  }

  /** Whether it is a custom property. */
  public boolean isProperty() {
    return name.startsWith(PROPERTY_PREFIX);
  }

  /** The name of the custom property. */
  public String property() {
    return name.substring(PROPERTY_PREFIX.length());
  }

  /** The name without its prefix, for example {@code page}. */
  public String shortName() {
    return isProperty() ? property() : name.substring(name.indexOf(':') + 1);
  }
}
