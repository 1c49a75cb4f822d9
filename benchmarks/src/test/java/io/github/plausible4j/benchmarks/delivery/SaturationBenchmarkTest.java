package io.github.plausible4j.benchmarks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SaturationBenchmarkTest {
  @Test
  void aQueueAtADeadServerHoldsWhatItMayAndNoMore() throws IOException {
    SaturationBenchmark.Figures figures = SaturationBenchmark.run(Duration.ofSeconds(10));

    assertThat(figures.books().isBalanced()).as("%s", figures.books()).isTrue();
    assertThat(figures.books().pending()).isEqualTo(10_000);
    assertThat(figures.books().accepted()).isZero();
    assertThat(figures.books().overflowed()).isPositive();
    assertThat(figures.saturated().total()).isPositive();
    assertThat(figures.idle().total()).isPositive();
    long first = figures.heap().get(1);
    long last = figures.heap().get(figures.heap().size() - 1);
    assertThat(last).as("heap %s", figures.heap()).isLessThan(first + (4L << 20));
  }

  @Test
  void aPercentileIsExactToASixtieth() {
    Random random = new Random(4);
    Percentiles percentiles = new Percentiles();
    long[] values = random.longs(10_000, 0, 50_000_000).toArray();
    Arrays.stream(values).forEach(percentiles::record);
    Arrays.sort(values);

    for (double share : new double[] {0.001, 0.5, 0.99, 0.999, 1}) {
      long exact = values[(int) Math.ceil(share * values.length) - 1];
      assertThat(percentiles.at(share)).isBetween(exact, exact + exact / 60 + 1);
    }
  }
}
