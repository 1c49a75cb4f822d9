package io.github.plausible4j.benchmarks.delivery;

import com.sun.management.ThreadMXBean;
import io.github.plausible4j.Plausible;
import io.github.plausible4j.benchmarks.TrackBenchmark;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntPredicate;

/**
 * The cost for callers, in bursts of 500 events. The variants take turns. Measures time, and CPU
 * time of only the callers, which separates their own work from that of senders and server. The
 * server is a separate process. Arguments: threads (1) and bursts of each (500), the first half of
 * which is warm-up.
 */
public final class CallerBenchmark {
  private static final int BURST = 500;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private CallerBenchmark() {}

  /** One burst of one caller: nanoseconds for an event. */
  private record Cost(double wall, double cpu) {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    int threads = args.length > 0 ? Integer.parseInt(args[0]) : 1;
    int bursts = args.length > 1 ? Integer.parseInt(args[1]) : 500;
    ArrayBlockingQueue<Object> offered = new ArrayBlockingQueue<>(threads * BURST);
    ExecutorService callers = Executors.newFixedThreadPool(threads);
    try (Child server = Child.start(SinkServer.class);
        Plausible plausible = Plausible.create(server.read());
        EventQueue queue = plausible.eventQueue()) {
      Map<String, IntPredicate> ways = ways(offered, queue);
      Map<String, List<Cost>> costs = new LinkedHashMap<>();
      for (int burst = 0; burst < bursts; burst++) {
        for (Map.Entry<String, IntPredicate> way : ways.entrySet()) {
          Cost cost = burst(callers, threads, way.getValue());
          if (burst >= bursts / 2) {
            costs.computeIfAbsent(way.getKey(), key -> new ArrayList<>()).add(cost);
          }
          if (!queue.flush(Duration.ofMinutes(1)).isComplete()) {
            throw new IllegalStateException("not delivered: " + queue.stats());
          }
          offered.clear();
        }
      }
      print(costs);
    } finally {
      callers.shutdown();
    }
  }

  private static Map<String, IntPredicate> ways(
      ArrayBlockingQueue<Object> offered, EventQueue queue) {
    Event same = TrackBenchmark.build(1);
    Map<String, IntPredicate> ways = new LinkedHashMap<>();
    ways.put("record and map, offer", i -> offered.offer(TrackBenchmark.record(i)));
    ways.put("build, offer", i -> offered.offer(TrackBenchmark.build(i)));
    ways.put("build, track", i -> queue.track(TrackBenchmark.build(i)));
    ways.put("same object, offer", i -> offered.offer(same));
    ways.put("same object, track", i -> queue.track(same));
    return ways;
  }

  private static Cost burst(ExecutorService callers, int threads, IntPredicate way) {
    List<CompletableFuture<Cost>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(CompletableFuture.supplyAsync(() -> burst(way), callers));
    }
    List<Cost> costs = running.stream().map(CompletableFuture::join).toList();
    return new Cost(
        costs.stream().mapToDouble(Cost::wall).average().orElseThrow(),
        costs.stream().mapToDouble(Cost::cpu).average().orElseThrow());
  }

  private static Cost burst(IntPredicate way) {
    long cpu = THREADS.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    for (int i = 0; i < BURST; i++) {
      if (!way.test(i)) {
        throw new IllegalStateException("not taken");
      }
    }
    double wall = (double) (System.nanoTime() - start) / BURST;
    return new Cost(wall, (double) (THREADS.getCurrentThreadCpuTime() - cpu) / BURST);
  }

  private static void print(Map<String, List<Cost>> costs) {
    System.out.println("| ns for an event | time (quartiles) | CPU time (quartiles) |");
    System.out.println("| --- | --- | --- |");
    costs.forEach(
        (way, all) -> {
          Spread wall = Spread.of(all.stream().mapToDouble(Cost::wall).toArray());
          Spread cpu = Spread.of(all.stream().mapToDouble(Cost::cpu).toArray());
          System.out.printf(
              Locale.ROOT,
              "| %s | %.0f (%.0f-%.0f) | %.0f (%.0f-%.0f) |%n",
              way,
              wall.median(),
              wall.low(),
              wall.high(),
              cpu.median(),
              cpu.low(),
              cpu.high());
        });
  }
}
