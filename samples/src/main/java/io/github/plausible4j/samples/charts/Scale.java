package io.github.plausible4j.samples.charts;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The marks of an axis, from 0, in steps of 1, 2 or 5 times a power of ten.
 *
 * @param step the distance between two marks
 * @param steps the number of steps
 */
record Scale(double step, int steps) {
  private static final int MOST_STEPS = 5;

  /** The smallest scale that contains the value; 0 to 1 if no value is greater than 0. */
  static Scale upTo(double highest) {
    double top = highest > 0 ? highest : 1;
    double power = Math.pow(10, Math.floor(Math.log10(top)) - 1);
    double step = power;
    for (int factor : new int[] {1, 2, 5, 10, 20, 50}) {
      step = power * factor;
      if (top <= step * MOST_STEPS) {
        break;
      }
    }
    return new Scale(step, (int) Math.ceil(top / step));
  }

  double top() {
    return step * steps;
  }

  List<Double> marks() {
    return IntStream.rangeClosed(0, steps).mapToObj(i -> i * step).toList();
  }

  String label(double value) {
    return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(value);
  }
}
