package io.github.plausible4j.testkit.internal.stats.query;

/**
 * The edition whose statistics are simulated. For internal use only.
 *
 * @param afterRelease32 whether to simulate what came after 3.2, as far as it is known
 * @param revenue whether revenue is measured, which only the hosted service does
 */
public record StatsEdition(boolean afterRelease32, boolean revenue) {
  /** Community Edition 3.2. */
  public static final StatsEdition CE_3_2 = new StatsEdition(false, false);
}
