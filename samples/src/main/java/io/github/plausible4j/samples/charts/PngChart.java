package io.github.plausible4j.samples.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws a chart with XChart: a light grid, few labels, no frame. */
final class PngChart {
  private static final Color TEXT = new Color(ChartData.TEXT);

  private PngChart() {}

  static CategoryChart of(ChartData data) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(ChartData.WIDTH)
            .height(ChartData.HEIGHT)
            .title(data.title())
            .build();
    CategoryStyler style = chart.getStyler();
    background(style);
    letters(style);
    style.setSeriesColors(ChartData.COLORS.stream().map(Color::new).toArray(Color[]::new));
    style.setYAxisMin(0.0);
    style.setYAxisTickMarkSpacingHint(80);
    style.setXAxisMaxLabelCount(data.shownLabels());
    style.setXAxisLabelRotation(data.turnedLabels() ? 30 : 0);
    if (data.time()) {
      lines(style);
    }
    data.series().forEach((name, values) -> chart.addSeries(name, data.labels(), values));
    return chart;
  }

  private static void background(CategoryStyler style) {
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    style.setPlotGridLinesColor(new Color(ChartData.GRID));
    style.setPlotGridLinesStroke(new BasicStroke(1));
    style.setPlotGridVerticalLinesVisible(false);
    style.setAxisTicksLineVisible(false);
    style.setAxisTicksMarksVisible(false);
  }

  private static void letters(CategoryStyler style) {
    style.setChartFontColor(TEXT);
    style.setXAxisTickLabelsColor(TEXT);
    style.setYAxisTickLabelsColor(TEXT);
    style.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    style.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    style.setLegendPosition(LegendPosition.OutsideS);
    style.setLegendLayout(LegendLayout.Horizontal);
    style.setLegendBorderColor(Color.WHITE);
  }

  private static void lines(CategoryStyler style) {
    // Otherwise the lines would be shifted against each other, like bars.
    style.setOverlapped(true);
    style.setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line);
    style.setSeriesMarkers(new Marker[] {SeriesMarkers.NONE});
  }
}
