package io.github.plausible4j.stats;

import java.util.Locale;
import java.util.Optional;

/** What an answer holds beside its rows. All are off unless a query asks for them. */
public enum Include {
  /** Counts statistics that were imported from another tool; {@link StatsMeta} says if it could. */
  IMPORTS,
  /** Lists all steps of the time dimension, those without rows too. Needs a time dimension. */
  TIME_LABELS,
  /** Counts all rows before limit and offset. */
  TOTAL_ROWS,
  /** Ends today's, this month's or this year's range now. Since 3.1. */
  TRIM_RELATIVE_DATE_RANGE;

  static Optional<Include> of(String key) {
    for (Include include : values()) {
      if (include.toString().equals(key)) {
        return Optional.of(include);
      }
    }
    return Optional.empty();
  }

  /** The key in the API, for example {@code total_rows}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
