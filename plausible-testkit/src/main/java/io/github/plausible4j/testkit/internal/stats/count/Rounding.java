package io.github.plausible4j.testkit.internal.stats.count;

/** Rounds as the database of a real server does: halves to the even neighbour. */
final class Rounding {
  private Rounding() {}

  static double toHundredths(double value) {
    return Math.rint(value * 100) / 100;
  }
}
