package io.github.plausible4j.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.stats.StatsQuery;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A JVM with 64 MiB reads a million rows over HTTP; this one makes them up page by page. */
class MillionRowsTest {
  private static final long ROWS = 1_000_000;

  @Test
  void aMillionRowsFitThroughSixtyFourMebibytes() throws Exception {
    try (PagedServer server = new PagedServer(MillionRowsTest::page)) {
      Process reader =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx64m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  MillionRowsReader.class.getName(),
                  server.url())
              .redirectErrorStream(true)
              .start();
      String output;
      try {
        output = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(reader.waitFor(5, TimeUnit.MINUTES)).isTrue();
      } finally {
        reader.destroyForcibly();
      }
      // 0 + 1 + … + 999,999: every row came, and came once.
      assertThat(output).contains("rows=1000000 sum=499999500000 maxHeapMiB=64");
      assertThat(reader.exitValue()).isZero();
      assertThat(server.asked()).hasSize(101);
    }
  }

  private static String page(StatsQuery query) {
    long end = Math.min(query.offset() + query.limit(), ROWS);
    StringBuilder body = new StringBuilder("{\"results\":[");
    for (long i = query.offset(); i < end; i++) {
      body.append(i == query.offset() ? "" : ",")
          .append("{\"dimensions\":[\"/blog/2026/a-page-with-a-name-of-usual-length-")
          .append(i)
          .append("\"],\"metrics\":[")
          .append(i)
          .append(",2]}");
    }
    return body.append("],\"meta\":{},\"query\":{}}").toString();
  }
}
