package io.github.plausible4j.benchmarks.delivery;

import java.util.Arrays;

/**
 * The median of figures, and their quartiles.
 *
 * @param low a quarter of the figures is below
 * @param high a quarter of the figures is above
 */
record Spread(double low, double median, double high) {
  static Spread of(double[] figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    return new Spread(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
  }

  private static double at(double[] sorted, double part) {
    double index = part * (sorted.length - 1);
    int below = (int) index;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (index - below) * (sorted[above] - sorted[below]);
  }
}
