package io.github.plausible4j.samples.charts;

import java.util.List;
import java.util.Map;

/**
 * The data of a chart.
 *
 * @param labels the labels below the chart, from left to right
 * @param series the values by name, one for each label
 * @param time whether the labels are steps of time, which are drawn as lines with few labels;
 *     otherwise bars with all labels
 */
record ChartData(
    String title, List<String> labels, Map<String, List<Double>> series, boolean time) {
  static final int WIDTH = 960;
  static final int HEIGHT = 480;
  static final int TEXT = 0x4b5563;
  static final int GRID = 0xe5e7eb;
  static final List<Integer> COLORS = List.of(0x5850ec, 0x0e9f6e, 0xf59e0b, 0xe02424);

  private static final int MOST_TIME_LABELS = 7;
  private static final int WIDTH_OF_A_LETTER = 8;

  int shownLabels() {
    return time ? Math.min(MOST_TIME_LABELS, labels.size()) : labels.size();
  }

  /** Whether the labels would overlap without rotation. */
  boolean turnedLabels() {
    int longest = labels.stream().mapToInt(String::length).max().orElse(0);
    return (longest + 2) * WIDTH_OF_A_LETTER * shownLabels() > WIDTH;
  }

  double highest() {
    return series.values().stream().flatMap(List::stream).mapToDouble(v -> v).max().orElse(0);
  }
}
