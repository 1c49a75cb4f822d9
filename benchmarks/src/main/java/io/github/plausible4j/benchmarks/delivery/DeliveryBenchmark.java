package io.github.plausible4j.benchmarks.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Events per second, CPU time and allocation per event. The event queue, plain HTTP clients and
 * other trackers take turns with the same server. The server and each client are separate
 * processes. Arguments: rounds (9), milliseconds for each (1000), milliseconds of warm-up (6000),
 * and the file for the graph (none).
 */
public final class DeliveryBenchmark {
  private static final List<String> VARIANTS =
      List.of(
          "event queue 1",
          "OkHttp threads 1",
          "event queue 4",
          "OkHttp threads 4",
          "event queue 16",
          "OkHttp threads 16",
          "OkHttp dispatcher 16",
          "JDK HttpClient 16",
          "matomo-java-tracker 16",
          "snowplow-java-tracker 16",
          "snowplow-java-tracker, batches of 50 16");

  private DeliveryBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    Rounds.Plan plan = Rounds.Plan.of(args, new Rounds.Plan(9, 1_000, 6_000));
    try (Child sink = Child.start(SinkServer.class)) {
      Rounds rounds = Rounds.measure(VARIANTS, sink.read(), sink, plan);
      DeliveryReport.print(rounds);
      if (args.length > 3) {
        DeliveryGraph.write(rounds, Path.of(args[3]));
      }
    }
  }
}
