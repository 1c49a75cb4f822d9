package io.github.plausible4j.admin.model;

import io.github.plausible4j.admin.internal.rules.TextRules;

/**
 * Selects the visits of a site that have a matching event.
 *
 * @param contains whether a part of the value is enough
 */
public record VisitFilter(Field field, String value, boolean contains) {
  /** The field to compare. */
  public enum Field {
    HOSTNAME("hostname"),
    PAGE("pathname"),
    REFERRER("referrer"),
    SOURCE("referrer_source"),
    UTM_SOURCE("utm_source"),
    COUNTRY("country_code"),
    BROWSER("browser"),
    OPERATING_SYSTEM("operating_system");

    private final String column;

    Field(String column) {
      this.column = column;
    }

    /** The column of ClickHouse's table of events. */
    public String column() {
      return column;
    }
  }

  private static final int LONGEST = 2000;

  public VisitFilter {
    TextRules.check("value", value, LONGEST);
  }

  /** Matches exactly this value. */
  public static VisitFilter is(Field field, String value) {
    return new VisitFilter(field, value, false);
  }

  /** Matches this text anywhere in the value, case-sensitively. */
  public static VisitFilter contains(Field field, String text) {
    return new VisitFilter(field, text, true);
  }
}
