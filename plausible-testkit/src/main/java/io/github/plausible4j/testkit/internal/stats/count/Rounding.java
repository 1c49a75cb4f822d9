package io.github.plausible4j.testkit.internal.stats.count;

/** Rounds like the database of a real server: halves to the even neighbor. */
final class Rounding {
  private Rounding() {}

  static double toHundredths(double value) {
    return Math.rint(value * 100) / 100;
  }
}
