package io.github.plausible4j.benchmarks.delivery;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/**
 * Draws events per second, CPU and allocation of all variants with 16 concurrent requests, as
 * ratios to plain OkHttp in the same round. The whiskers show the first and the third quartile.
 */
final class DeliveryGraph {
  private static final String BASELINE = "OkHttp threads 16";

  private DeliveryGraph() {}

  static void write(Rounds rounds, Path file) throws IOException {
    List<String> variants =
        rounds.variants().stream()
            .filter(name -> name.endsWith(" 16") && !name.contains("batches"))
            .toList();
    List<CategoryChart> charts =
        List.of(
            chart("Events a second (more is better)", rounds, variants, Figures::perSecond),
            chart("CPU for an event (less is better)", rounds, variants, Figures::cpuMicros),
            chart("Bytes for an event (less is better)", rounds, variants, Figures::bytes));
    BitmapEncoder.saveBitmap(
        charts, 1, charts.size(), file.toString(), BitmapEncoder.BitmapFormat.PNG);
  }

  private static CategoryChart chart(
      String title, Rounds rounds, List<String> variants, ToDoubleFunction<Figures> figure) {
    List<String> names = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    List<Double> spreads = new ArrayList<>();
    for (String variant : variants) {
      Spread spread = rounds.ratio(variant, BASELINE, figure);
      names.add(variant.substring(0, variant.lastIndexOf(' ')));
      ratios.add(spread.median());
      spreads.add((spread.high() - spread.low()) / 2);
    }
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(430)
            .height(420)
            .title(title)
            .yAxisTitle("ratio to bare OkHttp threads")
            .build();
    chart.getStyler().setXAxisLabelRotation(60).setYAxisMin(0.0);
    chart
        .getStyler()
        .setLegendVisible(false)
        .setChartBackgroundColor(Color.WHITE)
        .setPlotBorderVisible(false)
        .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
    chart.addSeries(title, names, ratios, spreads).setFillColor(new Color(0x5850ec));
    return chart;
  }
}
