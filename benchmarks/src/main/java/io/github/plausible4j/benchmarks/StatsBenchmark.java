package io.github.plausible4j.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.Filter;
import io.github.plausible4j.stats.Metric;
import io.github.plausible4j.stats.StatsQuery;
import io.github.plausible4j.stats.StatsResult;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Statistics: the JSON of a query, and reading a page of rows beside what Jackson takes for it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StatsBenchmark {
  private static final int ROWS = 1_000;

  private final StatsQuery query =
      StatsQuery.builder("blog.example.com")
          .metrics(Metric.VISITORS, Metric.PAGEVIEWS)
          .dimensions(Dimension.PAGE)
          .dateRange(DateRange.lastDays(7))
          .filter(Filter.contains(Dimension.PAGE, "/blog/"))
          .limit(ROWS)
          .build();
  private final String answer = answer();
  private final ObjectMapper mapper = new ObjectMapper();

  /** For JMH. */
  public StatsBenchmark() {}

  private static String answer() {
    StringBuilder json = new StringBuilder("{\"results\":[");
    for (int i = 0; i < ROWS; i++) {
      json.append(i == 0 ? "" : ",")
          .append("{\"metrics\":[" + (ROWS - i) + "," + 3 * (ROWS - i) + "],\"dimensions\":")
          .append("[\"/blog/2026/a-page-of-the-blog-" + i + "\"]}");
    }
    return json.append("],\"meta\":{},\"query\":{}}").toString();
  }

  /** The body of a request, from a query that was built already. */
  @Benchmark
  public String queryToJson() {
    return query.toJson();
  }

  /** For a row: the answer as typed rows. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public StatsResult row() {
    return StatsResult.parse(query, answer);
  }

  /** For a row: the answer as a tree of Jackson, which is the least that keeps unknown keys. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public JsonNode rowAsTree() throws JsonProcessingException {
    return mapper.readTree(answer);
  }
}
