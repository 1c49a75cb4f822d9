package io.github.plausible4j.samples.charts;

import io.github.plausible4j.stats.Cell;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.Metric;
import io.github.plausible4j.stats.Row;
import io.github.plausible4j.stats.StatsResult;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;

/**
 * Draws an answer with one dimension as a chart: steps of time as a line, anything else as bars.
 * Query with {@code Include.TIME_LABELS}, so that steps without visitors are drawn too.
 *
 * <pre>{@code
 * StatsChart.of(result, Metric.VISITORS).writePng(Path.of("visitors.png"));
 * }</pre>
 */
public final class StatsChart {
  private final ChartData data;

  private StatsChart(ChartData data) {
    this.data = data;
  }

  /**
   * Draws metrics of an answer. They share one scale.
   *
   * @throws IllegalArgumentException if the answer does not have exactly one dimension, has no rows
   *     or lacks a metric, or if no metric is given
   */
  public static StatsChart of(StatsResult result, Metric... metrics) {
    if (metrics.length == 0) {
      throw new IllegalArgumentException(
          "chart without a metric is not possible; use one of " + result.query().metrics());
    }
    boolean time = isTime(result);
    Map<String, @Nullable Row> rows = rows(result);
    Map<String, List<Double>> series = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      series.put(metric.name(), values(rows, metric));
    }
    return new StatsChart(
        new ChartData(
            result.query().siteId() + ", " + days(result),
            Labels.shortened(List.copyOf(rows.keySet()), time),
            series,
            time));
  }

  private static String days(StatsResult result) {
    DateRange range = result.query().dateRange();
    return range instanceof DateRange.Moments moments
        ? moments.start().toLocalDate() + " to " + moments.end().toLocalDate()
        : range.toString();
  }

  private static boolean isTime(StatsResult result) {
    List<Dimension> dimensions = result.query().dimensions();
    if (dimensions.size() != 1) {
      throw new IllegalArgumentException(
          "chart of dimensions " + dimensions + " is not possible; query one dimension");
    }
    return dimensions.get(0).isTime();
  }

  /** The rows by label, including all steps of time; null for a step without a row. */
  private static Map<String, @Nullable Row> rows(StatsResult result) {
    Map<String, @Nullable Row> rows = new LinkedHashMap<>();
    result.meta().timeLabels().forEach(label -> rows.put(label, null));
    result.forEach(row -> rows.put(row.dimensions().get(0), row));
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("chart without rows is empty; query a longer range");
    }
    return rows;
  }

  private static List<Double> values(Map<String, @Nullable Row> rows, Metric metric) {
    List<Double> values = new ArrayList<>(rows.size());
    for (Row row : rows.values()) {
      Cell cell = row == null ? null : row.get(metric);
      values.add(cell == null ? 0.0 : cell.orElse(0.0));
    }
    return values;
  }

  /**
   * Writes the chart as PNG, 960 by 480 pixels. Letters that no font of this machine has are drawn
   * as boxes; Chinese, Japanese and Korean need the package {@code fonts-noto-cjk} on Debian.
   */
  public void writePng(Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      BitmapEncoder.saveBitmap(PngChart.of(data), out, BitmapFormat.PNG);
    }
  }

  /**
   * Writes the chart as SVG, which has a few kilobytes. Its labels are text, drawn with the fonts
   * of the viewer.
   */
  public void writeSvg(Path file) throws IOException {
    Files.writeString(file, new SvgChart(data).toString());
  }
}
