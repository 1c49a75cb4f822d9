package io.github.plausible4j.benchmarks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ColdStartBenchmarkTest {
  @Test
  void eachProgramHasItsAnswer() throws IOException {
    try (SinkServer sink = SinkServer.start(0)) {
      assertThat(ColdStartBenchmark.measure(ColdStartProgram.EVENT, sink.url(), 0)).isEmpty();

      // All but the one that sends nothing.
      assertThat(sink.requests()).isEqualTo(ColdStartProgram.EVENT.size() - 1);
    }
    HttpServer statistics = ColdStartBenchmark.statistics();
    try {
      String url = "http://127.0.0.1:" + statistics.getAddress().getPort();

      assertThat(ColdStartBenchmark.measure(ColdStartProgram.TABLE, url, 1))
          .containsOnlyKeys(ColdStartProgram.TABLE)
          .allSatisfy((program, starts) -> assertThat(starts).hasSize(1));
    } finally {
      statistics.stop(0);
    }
  }
}
