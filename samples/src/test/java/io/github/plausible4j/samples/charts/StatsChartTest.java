package io.github.plausible4j.samples.charts;

import static java.lang.String.format;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.Include;
import io.github.plausible4j.stats.Metric;
import io.github.plausible4j.stats.StatsQuery;
import io.github.plausible4j.stats.StatsResult;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

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
                      {"dimensions":["/blog/<日本語>&"],"metrics":[60]},
                      {"dimensions":["/about"],"metrics":[7]}]}\
          """);

  private static final Predicate<String> DATE = Pattern.compile("\\d+ \\w+").asMatchPredicate();

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
  void theSameChartIsWrittenAsVectorsWithABarForEachRowAndTextAsText() throws Exception {
    Path svg = folder.resolve("pages.svg");
    StatsChart.of(PAGES, Metric.VISITORS).writeSvg(svg);

    Element root = read(svg);
    assertThat(root.getAttribute("viewBox")).isEqualTo("0 0 960 480");
    assertThat(root.getTextContent())
        .contains("blog.example.com, 7d", "/", "/blog/<日本語>&", "/about", "visitors", "150");
    List<Double> heights =
        elements(root, "rect").skip(1).limit(3).map(r -> number(r, "height")).toList();
    assertThat(heights.get(1) / heights.get(0)).isBetween(0.49, 0.51);
    assertThat(heights.get(2) / heights.get(0)).isBetween(0.05, 0.07);
  }

  @Test
  void thirtyDaysAreAFewKilobytesAndSevenLabels() throws Exception {
    List<String> days =
        IntStream.rangeClosed(1, 30).mapToObj(day -> format("2026-11-%02d", day)).toList();
    Path svg = folder.resolve("month.svg");
    StatsChart.of(series(days), Metric.VISITORS, Metric.PAGEVIEWS).writeSvg(svg);

    assertThat(Files.size(svg)).isLessThan(5_000);
    assertThat(elements(read(svg), "text").map(Element::getTextContent).filter(DATE))
        .containsExactly("1 Nov", "6 Nov", "11 Nov", "16 Nov", "20 Nov", "25 Nov", "30 Nov");
  }

  @Test
  void theSameDayOfTwoYearsKeepsItsYear() throws Exception {
    Path svg = folder.resolve("years.svg");
    StatsChart.of(series(List.of("2025-11-01", "2026-11-01")), Metric.VISITORS).writeSvg(svg);

    assertThat(read(svg).getTextContent()).contains("2025-11-01", "2026-11-01");
  }

  @ParameterizedTest
  @CsvSource({"0,1", "0.4,0.4", "1,1", "7,8", "104,150", "1234,1500", "4000,4000", "98765,100000"})
  void theScaleEndsAtARoundNumber(double highest, double top) {
    assertThat(Scale.upTo(highest).top()).isCloseTo(top, within(1e-9));
    assertThat(Scale.upTo(highest).marks()).hasSizeBetween(2, 6);
  }

  @Test
  void aChartNeedsAMetricAndWritesNothingWithoutOne() {
    assertThatThrownBy(() -> StatsChart.of(DAYS).writeSvg(folder.resolve("none.svg")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("chart without a metric")
        .hasMessageContaining("visitors, pageviews");
    assertThat(folder).isEmptyDirectory();
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

  private static long blueBelow(BufferedImage image, int x) {
    return IntStream.range(0, image.getHeight())
        .mapToObj(y -> new Color(image.getRGB(x, y)))
        .filter(color -> color.getBlue() > color.getRed() + 80)
        .count();
  }

  private static StatsResult series(List<String> days) {
    return StatsResult.parse(
        DAYS.query(),
        days.stream()
            .map(day -> format("{\"dimensions\":[\"%s\"],\"metrics\":[%d,900]}", day, 7))
            .collect(joining(",", "{\"results\":[", "]}")));
  }

  private static Element read(Path svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(svg.toFile())
        .getDocumentElement();
  }

  private static Stream<Element> elements(Element root, String name) {
    NodeList found = root.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
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
