package io.github.plausible4j.internal.stats;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.Metric;
import io.github.plausible4j.stats.Row;
import io.github.plausible4j.stats.StatsQuery;
import java.util.Iterator;
import java.util.stream.Stream;

/** The program that the small JVM runs. */
final class MillionRowsReader {
  private MillionRowsReader() {}

  public static void main(String[] args) {
    StatsQuery pages =
        StatsQuery.builder("blog.example.com")
            .metrics(Metric.VISITORS, Metric.PAGEVIEWS)
            .dimensions(Dimension.PAGE)
            .dateRange(DateRange.all())
            .build();
    long count = 0;
    long sum = 0;
    try (Plausible plausible = Plausible.builder(args[0]).apiKey("the-key").build();
        Stream<Row> rows = plausible.stats().stream(pages)) {
      for (Iterator<Row> each = rows.iterator(); each.hasNext(); ) {
        count++;
        sum += each.next().get(Metric.VISITORS).asLong();
      }
    }
    System.out.printf(
        "rows=%d sum=%d maxHeapMiB=%d%n",
        count, sum, Runtime.getRuntime().maxMemory() / 1024 / 1024);
  }
}
