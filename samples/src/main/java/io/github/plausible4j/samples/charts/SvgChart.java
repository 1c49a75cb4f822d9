package io.github.plausible4j.samples.charts;

import java.util.List;
import java.util.Locale;

/**
 * Draws a chart as SVG. XChart would draw each letter as a shape, which makes a chart of 30 days
 * ten times as large and requires the fonts on this machine.
 */
final class SvgChart {
  private static final int LEFT = 64;
  private static final int RIGHT = ChartData.WIDTH - 16;
  private static final int TOP = 48;

  private final ChartData data;
  private final StringBuilder svg = new StringBuilder();
  private final int bottom;
  private final Scale scale;

  SvgChart(ChartData data) {
    this.data = data;
    this.bottom = ChartData.HEIGHT - (data.turnedLabels() ? 140 : 72);
    this.scale = Scale.upTo(data.highest());
    begin();
    grid();
    labels();
    int index = 0;
    for (List<Double> values : data.series().values()) {
      if (data.time()) {
        line(values, color(index++));
      } else {
        bars(values, index, color(index++));
      }
    }
    legend();
    svg.append("</svg>\n");
  }

  private void begin() {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
            + " font-family=\"system-ui,sans-serif\" font-size=\"13\" fill=\"#%06x\">",
        ChartData.WIDTH, ChartData.HEIGHT, ChartData.TEXT);
    add("<title>%s</title>", escaped(data.title()));
    add("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", ChartData.WIDTH, ChartData.HEIGHT);
    add(
        "<text x=\"%d\" y=\"24\" text-anchor=\"middle\" font-size=\"15\""
            + " font-weight=\"600\">%s</text>",
        ChartData.WIDTH / 2, escaped(data.title()));
  }

  private void grid() {
    for (double value : scale.marks()) {
      add("<path d=\"M%d %.1fH%d\" stroke=\"#%06x\"/>", LEFT, y(value), RIGHT, ChartData.GRID);
      add(
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
          LEFT - 10, y(value) + 4, scale.label(value));
    }
  }

  private void labels() {
    int last = data.labels().size() - 1;
    int gaps = Math.max(1, data.shownLabels() - 1);
    for (int i = 0; i < data.shownLabels(); i++) {
      int index = Math.round((float) last * i / gaps);
      String place =
          data.turnedLabels()
              ? "text-anchor=\"end\" transform=\"translate(%.1f %d) rotate(-30)\""
              : "text-anchor=\"middle\" transform=\"translate(%.1f %d)\"";
      add(
          "<text " + place + ">%s</text>",
          x(index),
          bottom + 22,
          escaped(data.labels().get(index)));
    }
  }

  private void line(List<Double> values, String color) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      points.append(format("%s%.1f %.1f", i == 0 ? "M" : "L", x(i), y(values.get(i))));
    }
    add("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>", points, color);
  }

  private void bars(List<Double> values, int index, String color) {
    double group = step() * 0.8;
    double width = group / data.series().size();
    for (int i = 0; i < values.size(); i++) {
      add(
          "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
          x(i) - group / 2 + index * width,
          y(values.get(i)),
          width,
          bottom - y(values.get(i)),
          color);
    }
  }

  private void legend() {
    int x = ChartData.WIDTH / 2 - 60 * data.series().size();
    int index = 0;
    for (String name : data.series().keySet()) {
      int y = ChartData.HEIGHT - 18;
      add("<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>", x, y, color(index++));
      add("<text x=\"%d\" y=\"%d\">%s</text>", x + 18, y + 11, escaped(name));
      x += 140;
    }
  }

  private double step() {
    return (double) (RIGHT - LEFT) / data.labels().size();
  }

  private double x(int index) {
    return LEFT + (index + 0.5) * step();
  }

  private double y(double value) {
    return bottom - (bottom - TOP) * value / scale.top();
  }

  private static String color(int index) {
    return format("#%06x", ChartData.COLORS.get(index % ChartData.COLORS.size()));
  }

  private void add(String format, Object... values) {
    svg.append(format(format, values)).append('\n');
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String escaped(String text) {
    return text.replaceAll("\\p{Cntrl}", "�")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }

  @Override
  public String toString() {
    return svg.toString();
  }
}
