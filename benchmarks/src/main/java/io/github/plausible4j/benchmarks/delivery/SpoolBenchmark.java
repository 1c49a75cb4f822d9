package io.github.plausible4j.benchmarks.delivery;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.OverflowPolicy;
import io.github.plausible4j.events.SpoolSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The cost of a spool. Queues that differ only in the spool take turns, round by round, with one
 * server in a separate process. Callers keep each queue full, so that every event waits and is
 * written. Arguments: rounds (7), milliseconds for each (1500), a directory on the disk to measure
 * (a temporary one).
 */
public final class SpoolBenchmark {
  private SpoolBenchmark() {}

  /** A queue, and the number of threads that track. */
  private record Kind(@Nullable SpoolSync sync, int callers) {
    String title() {
      return (sync == null ? "no spool" : sync.toString()) + ", " + callers + " callers";
    }
  }

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 7;
    int millis = args.length > 1 ? Integer.parseInt(args[1]) : 1_500;
    Path disk = args.length > 2 ? Path.of(args[2]) : Files.createTempDirectory("spool");
    Map<Kind, Kind> baselines = new LinkedHashMap<>();
    for (SpoolSync sync : List.of(SpoolSync.NEVER, SpoolSync.every(Duration.ofSeconds(1)))) {
      baselines.put(new Kind(sync, 1), new Kind(null, 1));
    }
    for (int callers : new int[] {1, 16, 64}) {
      baselines.put(new Kind(SpoolSync.EVERY_EVENT, callers), new Kind(null, callers));
    }
    Map<Kind, List<Double>> ratios = new LinkedHashMap<>();
    try (Child server = Child.start(SinkServer.class)) {
      String url = server.read();
      for (int round = 0; round <= rounds; round++) {
        Map<Kind, Double> baseline = new LinkedHashMap<>();
        for (Map.Entry<Kind, Kind> pair : baselines.entrySet()) {
          double off =
              baseline.computeIfAbsent(pair.getValue(), kind -> perSecond(kind, url, disk, millis));
          double on = perSecond(pair.getKey(), url, disk, millis);
          // The first round is warm-up and does not count.
          if (round > 0) {
            ratios.computeIfAbsent(pair.getKey(), key -> new ArrayList<>()).add(on / off);
          }
          System.out.printf(
              Locale.ROOT,
              "round %d  %-22s %7.0f/s, without %7.0f/s%n",
              round,
              pair.getKey().title(),
              on,
              off);
        }
      }
    }
    System.out.println("| spool ÷ none | events/s | quarters |\n| --- | --- | --- |");
    ratios.forEach(
        (kind, all) -> {
          Spread spread = Spread.of(all.stream().mapToDouble(Double::doubleValue).toArray());
          System.out.printf(
              Locale.ROOT,
              "| %s | %.2f | %.2f to %.2f |%n",
              kind.title(),
              spread.median(),
              spread.low(),
              spread.high());
        });
  }

  private static double perSecond(Kind kind, String url, Path disk, int millis) {
    DeliveryPolicy.Builder policy =
        DeliveryPolicy.builder()
            .capacity(1_000)
            .overflow(OverflowPolicy.block(Duration.ofMinutes(1)));
    if (kind.sync != null) {
      policy.spoolDirectory(disk.resolve("queue")).spoolSync(kind.sync);
    }
    try (Plausible plausible = Plausible.create(url)) {
      EventQueue queue = plausible.eventQueue(policy.build());
      long start = System.nanoTime();
      long deadline = start + TimeUnit.MILLISECONDS.toNanos(millis);
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < kind.callers; i++) {
        Thread caller = new Thread(() -> trackUntil(deadline, queue));
        caller.start();
        callers.add(caller);
      }
      callers.forEach(SpoolBenchmark::join);
      if (!queue.flush(Duration.ofMinutes(1)).isComplete()) {
        throw new IllegalStateException("not delivered: " + queue.stats());
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      if (queue.stats().spool().faults() > 0 || !queue.stats().isBalanced()) {
        throw new IllegalStateException("not a fair run: " + queue.stats());
      }
      return queue.stats().accepted() / seconds;
    }
  }

  private static void trackUntil(long deadline, EventQueue queue) {
    while (System.nanoTime() - deadline < 0) {
      if (!queue.track(Workload.EVENT)) {
        throw new IllegalStateException("not taken: " + queue.stats());
      }
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
