package io.github.plausible4j.benchmarks.delivery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The event queue with 1 to 16 requests under way, over as many HTTP/1.1 connections and over one
 * HTTP/2 connection, against a server that answers at once or after a time. Arguments: milliseconds
 * until the answer (0), rounds (5), milliseconds for each (1000) and of warm-up (4000).
 */
public final class ProtocolBenchmark {
  private ProtocolBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    String delay = args.length > 0 ? args[0] : "0";
    String[] rest = args.length > 1 ? Arrays.copyOfRange(args, 1, args.length) : new String[0];
    // One request at a time takes a second for fifty events then: known without measuring.
    int[] inFlight = delay.equals("0") ? new int[] {1, 4, 16} : new int[] {4, 16};
    List<String> variants = new ArrayList<>();
    for (int n : inFlight) {
      variants.add("event queue " + n);
      variants.add("event queue h2c " + n);
    }
    try (Child server = Child.start(JettyServer.class, delay)) {
      Rounds rounds =
          Rounds.measure(
              variants,
              server.read(),
              server,
              Rounds.Plan.of(rest, new Rounds.Plan(5, 1_000, 4_000)));
      DeliveryReport.printAbsolute(rounds);
      DeliveryReport.printRatioHead();
      for (int n : inFlight) {
        DeliveryReport.printRatio(rounds, "event queue h2c " + n, "event queue " + n);
      }
    }
  }
}
