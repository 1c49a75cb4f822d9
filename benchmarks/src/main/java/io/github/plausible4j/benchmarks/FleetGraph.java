package io.github.plausible4j.benchmarks;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws the simulated fleet of the client's tests: what is offered and what is counted. */
public final class FleetGraph {
  private FleetGraph() {}

  /**
   * Draws a graph.
   *
   * @param args the figures (CSV: second, offered, counted, pending, atServer) and the PNG to write
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException("expected FIGURES.csv GRAPH.png, got " + args.length);
    }
    List<double[]> seconds;
    try (var lines = Files.lines(Path.of(args[0]))) {
      seconds = lines.skip(1).map(FleetGraph::numbers).toList();
    }
    XYChart chart =
        new XYChartBuilder()
            .width(1000)
            .height(460)
            .title(
                "1,000 clients, one server: slow at 60 s, 503 at 120 s, dead at 180 s, back at 300"
                    + " s")
            .xAxisTitle("seconds")
            .yAxisTitle("requests a second")
            .build();
    Styler styler = chart.getStyler();
    styler.setLegendPosition(Styler.LegendPosition.OutsideS);
    styler.setLegendLayout(Styler.LegendLayout.Horizontal);
    styler.setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
    chart.getStyler().setYAxisDecimalPattern("#,###").setXAxisTickMarkSpacingHint(80);
    chart.setYAxisGroupTitle(1, "events waiting in the clients");
    chart.getStyler().setYAxisGroupPosition(1, Styler.YAxisPosition.Right);
    double[] time = column(seconds, 0);
    chart.addSeries("offered", time, column(seconds, 1)).setMarker(SeriesMarkers.NONE);
    chart.addSeries("counted", time, column(seconds, 2)).setMarker(SeriesMarkers.NONE);
    XYSeries pending = chart.addSeries("waiting (right)", time, column(seconds, 3));
    pending.setMarker(SeriesMarkers.NONE).setLineColor(Color.GRAY);
    pending.setYAxisGroup(1);
    BitmapEncoder.saveBitmap(chart, args[1], BitmapEncoder.BitmapFormat.PNG);
  }

  private static double[] numbers(String line) {
    return List.of(line.split(",", -1)).stream().mapToDouble(Double::parseDouble).toArray();
  }

  private static double[] column(List<double[]> rows, int index) {
    return rows.stream().mapToDouble(row -> row[index]).toArray();
  }
}
