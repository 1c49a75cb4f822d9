package io.github.plausible4j.benchmarks.delivery;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.CloseResult;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.EventQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/**
 * What a close of five seconds leaves behind of 1,000 events, at a server that takes 20
 * milliseconds for each answer: for 1 to 8 connections, how many were delivered and in what time.
 */
public final class CloseBenchmark {
  private static final int EVENTS = 1_000;
  private static final int ROUNDS = 3;
  private static final Duration ANSWER_TIME = Duration.ofMillis(20);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private CloseBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    System.out.println("| connections | seconds | not delivered |");
    System.out.println("| --- | --- | --- |");
    for (int round = 0; round < ROUNDS; round++) {
      for (int connections : new int[] {1, 2, 4, 5, 8}) {
        close(connections);
      }
    }
  }

  private static void close(int connections) throws IOException {
    try (SinkServer server = SinkServer.start(0, ANSWER_TIME);
        Plausible plausible = Plausible.create(server.url())) {
      EventQueue queue =
          plausible.eventQueue(DeliveryPolicy.builder().connections(connections).build());
      for (int i = 0; i < EVENTS; i++) {
        if (!queue.track(Workload.EVENT)) {
          throw new IllegalStateException("not taken: " + queue.stats());
        }
      }
      long start = System.nanoTime();
      CloseResult closed = queue.close(CLOSE_TIMEOUT);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT, "| %d | %.2f | %d |%n", connections, seconds, closed.undelivered());
    }
  }
}
