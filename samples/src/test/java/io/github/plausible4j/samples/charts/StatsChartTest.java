package io.github.plausible4j.samples.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.Include;
import io.github.plausible4j.stats.Metric;
import io.github.plausible4j.stats.StatsQuery;
import io.github.plausible4j.stats.StatsResult;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class StatsChartTest {
  private static final StatsResult DAYS =
      StatsResult.parse(
          StatsQuery.builder("blog.example.com")
              .metrics(Metric.VISITORS, Metric.PAGEVIEWS)
              .dimensions(Dimension.TIME_DAY)
              .include(Include.TIME_LABELS)
              .dateRange(DateRange.lastDays(7))
              .build(),
          """
          {"results":[{"dimensions":["2026-11-16"],"metrics":[12,30]},
                      {"dimensions":["2026-11-17"],"metrics":[18,41]},
                      {"dimensions":["2026-11-19"],"metrics":[9,15]},
                      {"dimensions":["2026-11-22"],"metrics":[25,70]}],
           "meta":{"time_labels":["2026-11-16","2026-11-17","2026-11-18","2026-11-19",
                                  "2026-11-20","2026-11-21","2026-11-22"]}}\
          """);
  private static final StatsResult PAGES =
      StatsResult.parse(
          StatsQuery.builder("blog.example.com")
              .metrics(Metric.VISITORS)
              .dimensions(Dimension.PAGE)
              .dateRange(DateRange.lastDays(7))
              .build(),
          """
          {"results":[{"dimensions":["/"],"metrics":[120]},
                      {"dimensions":["/blog/a-title-that-is-longer-than-a-label"],"metrics":[60]},
                      {"dimensions":["/about"],"metrics":[7]}]}\
          """);

  @TempDir Path folder;

  @Test
  void aTimeSeriesIsALineThatReachesZeroWhereNobodyCame() throws Exception {
    Path png = folder.resolve("days.png");
    StatsChart.of(DAYS, Metric.VISITORS, Metric.PAGEVIEWS).writePng(png);

    BufferedImage image = ImageIO.read(png.toFile());
    assertThat(image.getWidth()).isEqualTo(960);
    assertThat(image.getHeight()).isEqualTo(480);
    assertThat(colors(image)).as("background, text, grid and two lines").hasSizeGreaterThan(10);
  }

  @Test
  void aBreakdownHasABarForEachRowAsHighAsItsValue() throws Exception {
    Path png = folder.resolve("pages.png");
    StatsChart.of(PAGES, Metric.VISITORS).writePng(png);

    BufferedImage image = ImageIO.read(png.toFile());
    double first = blueBelow(image, 150);
    double second = blueBelow(image, 400);
    double third = blueBelow(image, 800);
    assertThat(first).isGreaterThan(150);
    assertThat(second / first).isBetween(0.48, 0.52);
    assertThat(third / first).isBetween(0.04, 0.08);
  }

  @Test
  void theSameChartIsWrittenAsVectors() throws Exception {
    Path svg = folder.resolve("pages.svg");
    StatsChart.of(PAGES, Metric.VISITORS).writeSvg(svg);

    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Element root = factory.newDocumentBuilder().parse(svg.toFile()).getDocumentElement();
    assertThat(root.getTagName()).isEqualTo("svg");
    assertThat(root.getAttribute("viewBox")).isEqualTo("0 0 960 480");
    assertThat(root.getElementsByTagName("path").getLength()).isGreaterThan(20);
  }

  private static long blueBelow(BufferedImage image, int x) {
    return IntStream.range(0, image.getHeight())
        .mapToObj(y -> new Color(image.getRGB(x, y)))
        .filter(color -> color.getBlue() > color.getRed() + 80)
        .count();
  }

  @Test
  void onlyOneDimensionCanBeDrawn() {
    StatsResult totals =
        StatsResult.parse(
            StatsQuery.builder("blog.example.com")
                .metrics(Metric.VISITORS)
                .dateRange(DateRange.lastDays(7))
                .build(),
            "{\"results\":[{\"dimensions\":[],\"metrics\":[5]}]}");

    assertThatThrownBy(() -> StatsChart.of(totals, Metric.VISITORS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one dimension");
  }

  private static Set<Color> colors(BufferedImage image) {
    Set<Color> colors = new HashSet<>();
    for (int x = 0; x < image.getWidth(); x += 2) {
      for (int y = 0; y < image.getHeight(); y += 2) {
        colors.add(new Color(image.getRGB(x, y)));
      }
    }
    return colors;
  }
}
