package io.github.plausible4j.samples.charts;

import io.github.plausible4j.stats.Cell;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.Metric;
import io.github.plausible4j.stats.Row;
import io.github.plausible4j.stats.StatsResult;
import java.awt.Color;
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
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * An answer with one dimension as a chart: steps of time as a line, anything else as bars. Ask with
 * {@code Include.TIME_LABELS}, so that steps without visitors are drawn too.
 *
 * <pre>{@code
 * StatsChart.of(result, Metric.VISITORS).writePng(Path.of("visitors.png"));
 * }</pre>
 */
public final class StatsChart {
  private static final int MOST_LABELS = 12;
  private static final int LONGEST_LABEL = 24;

  private final CategoryChart chart;

  private StatsChart(CategoryChart chart) {
    this.chart = chart;
  }

  /**
   * Draws metrics of an answer. They share one scale.
   *
   * @throws IllegalArgumentException if the answer has not one dimension, no rows, or not the
   *     metric
   */
  public static StatsChart of(StatsResult result, Metric... metrics) {
    boolean time = isTime(result);
    Map<String, @Nullable Row> rows = rows(result);
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(960)
            .height(480)
            .title(result.query().siteId() + ", " + days(result))
            .build();
    CategoryStyler style = chart.getStyler();
    style.setChartBackgroundColor(Color.WHITE);
    style.setLegendPosition(LegendPosition.OutsideS);
    style.setLegendLayout(LegendLayout.Horizontal);
    style.setLegendBorderColor(Color.WHITE);
    style.setPlotGridVerticalLinesVisible(false);
    style.setXAxisLabelRotation(30);
    style.setXAxisMaxLabelCount(time ? MOST_LABELS : rows.size());
    style.setYAxisMin(0.0);
    if (time) {
      // Else each line would be shifted beside the others, as bars are.
      style.setOverlapped(true);
      style.setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line);
    }
    List<String> labels = rows.keySet().stream().map(StatsChart::shortened).toList();
    for (Metric metric : metrics) {
      chart.addSeries(metric.name(), labels, values(rows, metric));
    }
    return new StatsChart(chart);
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
          "chart of dimensions " + dimensions + " is not possible; ask for one dimension");
    }
    return dimensions.get(0).isTime();
  }

  /** Rows by label, all steps of time among them; null for a step without a row. */
  private static Map<String, @Nullable Row> rows(StatsResult result) {
    Map<String, @Nullable Row> rows = new LinkedHashMap<>();
    result.meta().timeLabels().forEach(label -> rows.put(label, null));
    result.forEach(row -> rows.put(row.dimensions().get(0), row));
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("chart of no rows is empty; ask for a longer range");
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

  private static String shortened(String label) {
    return label.codePointCount(0, label.length()) <= LONGEST_LABEL
        ? label
        : label.substring(0, label.offsetByCodePoints(0, LONGEST_LABEL - 1)) + "…";
  }

  /** Writes it as PNG, 960 by 480 pixels. */
  public void writePng(Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      BitmapEncoder.saveBitmap(chart, out, BitmapFormat.PNG);
    }
  }

  /** Writes it as SVG, its letters as shapes so that it looks the same everywhere. */
  public void writeSvg(Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
    }
  }
}
