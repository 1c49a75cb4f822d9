package io.github.plausible4j.stats;

import java.util.Locale;
import java.util.Optional;

/** Additional parts of an answer. A query has to request each of them. */
public enum Include {
  /**
   * Includes statistics that were imported from another tool, if possible; see {@link
   * StatsMeta#importsIncluded}.
   */
  IMPORTS,
  /**
   * Lists all steps of the time dimension, including those without rows. Needs a time dimension.
   */
  TIME_LABELS,
  /** Counts all rows before limit and offset. */
  TOTAL_ROWS,
  /** Ends the range of today, this month or this year at the current time. Since Plausible 3.1. */
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
