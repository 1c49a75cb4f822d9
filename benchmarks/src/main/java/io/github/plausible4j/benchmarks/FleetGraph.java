package io.github.plausible4j.benchmarks;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws the simulated fleet of the client's tests: offered and counted events. */
public final class FleetGraph {
  private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

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
    BitmapEncoder.saveBitmapWithDPI(chart(seconds), args[1], BitmapEncoder.BitmapFormat.PNG, 144);
  }

  private static XYChart chart(List<double[]> seconds) {
    XYChart chart =
        new XYChartBuilder()
            .width(960)
            .height(460)
            .title(
                "1,000 clients, one server: slow from minute 1, 503 from 2, dead from 3, back at 5")
            .xAxisTitle("minutes")
            .yAxisTitle("requests a second")
            .build();
    look(chart.getStyler());
    chart.setYAxisGroupTitle(1, "events that wait in the clients");
    // With numbers, the axis would have steps of 21.
    List<Date> time =
        Arrays.stream(column(seconds, 0))
            .mapToObj(s -> Date.from(Instant.ofEpochSecond((long) s)))
            .toList();
    // The line below is wider, so that both are visible where they are equal.
    add(chart, "counted by the server", time, column(seconds, 2), 0xf59e0b, 4);
    add(chart, "offered by the clients", time, column(seconds, 1), 0x5850ec, 1.5f);
    add(chart, "waiting (scale on the right)", time, column(seconds, 3), 0x9ca3af, 2)
        .setYAxisGroup(1);
    return chart;
  }

  private static void look(XYStyler styler) {
    styler.setLegendPosition(Styler.LegendPosition.OutsideS);
    styler.setLegendLayout(Styler.LegendLayout.Horizontal);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendFont(PLAIN);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(new Color(0xe5e7eb));
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setAxisTitleFont(PLAIN);
    styler.setAxisTickLabelsFont(PLAIN);
    styler.setAxisTicksLineVisible(false);
    styler.setAxisTicksMarksVisible(false);
    styler.setDatePattern("m");
    styler.setTimezone(TimeZone.getTimeZone("UTC"));
    styler.setXAxisTickMarkSpacingHint(80);
    styler.setYAxisDecimalPattern("#,###");
    styler.setYAxisTickMarkSpacingHint(60);
    styler.setYAxisGroupPosition(1, Styler.YAxisPosition.Right);
  }

  private static XYSeries add(
      XYChart chart, String name, List<Date> x, double[] y, int color, float width) {
    XYSeries series = chart.addSeries(name, x, Arrays.stream(y).boxed().toList());
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(new Color(color));
    series.setLineStyle(new BasicStroke(width));
    return series;
  }

  private static double[] numbers(String line) {
    return List.of(line.split(",", -1)).stream().mapToDouble(Double::parseDouble).toArray();
  }

  private static double[] column(List<double[]> rows, int index) {
    return rows.stream().mapToDouble(row -> row[index]).toArray();
  }
}
