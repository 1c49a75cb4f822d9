package io.github.plausible4j.stats.legacy;

import java.util.Locale;

/** The steps of a time series of version 1. */
public enum LegacyInterval {
  /** Days. */
  DAY,
  /** Months. */
  MONTH;

  /** The name in the API. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
