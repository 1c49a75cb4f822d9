package io.github.plausible4j.stats.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.plausible4j.stats.StatsQuery;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A JVM with 64 MiB reads a million rows over HTTP; this one makes them up while it writes them.
 */
class MillionRowsTest {
  static final long ROWS = 1_000_000;

  @Test
  void aMillionRowsFitThroughSixtyFourMebibytes() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v2/query", MillionRowsTest::answer);
    server.start();
    try {
      Process reader =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx64m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  MillionRowsReader.class.getName(),
                  "http://127.0.0.1:" + server.getAddress().getPort())
              .redirectErrorStream(true)
              .start();
      String said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(reader.waitFor(5, TimeUnit.MINUTES)).isTrue();
      // 0 + 1 + … + 999,999: every row came, and came once.
      assertThat(said).contains("rows=1000000 sum=499999500000 maxHeapMiB=64");
      assertThat(reader.exitValue()).isZero();
    } finally {
      server.stop(0);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      StatsQuery query = StatsQuery.parse(body);
      exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
        out.write("{\"results\":[".getBytes(StandardCharsets.UTF_8));
        long end = Math.min(query.offset() + query.limit(), ROWS);
        for (long i = query.offset(); i < end; i++) {
          String row =
              (i == query.offset() ? "" : ",")
                  + "{\"dimensions\":[\"/blog/2026/a-page-with-a-name-of-usual-length-"
                  + i
                  + "\"],\"metrics\":["
                  + i
                  + ",2]}";
          out.write(row.getBytes(StandardCharsets.UTF_8));
        }
        out.write("],\"meta\":{},\"query\":{}}".getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
