package io.github.plausible4j.benchmarks.delivery;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.Visitor;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * The effect of a server that is down on callers and the heap: a full queue for some minutes, in
 * turn with an empty queue, one event per millisecond each. The heap is measured after a garbage
 * collection. Argument: total seconds (600).
 */
public final class SaturationBenchmark {
  private static final int SLICES = 10;
  private static final long BETWEEN_EVENTS = Duration.ofMillis(1).toNanos();

  private SaturationBenchmark() {}

  /**
   * The results.
   *
   * @param saturated nanoseconds of a {@code track} that was not taken
   * @param idle nanoseconds of a {@code track} into an empty queue
   * @param heap bytes after a garbage collection, slice by slice
   * @param books the counters of the queue of the dead server
   */
  record Figures(Percentiles saturated, Percentiles idle, List<Long> heap, DeliveryStats books) {}

  /** Runs the benchmark and prints a table. */
  public static void main(String[] args) throws IOException {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 600;
    print(run(Duration.ofSeconds(seconds)), System.out);
  }

  static Figures run(Duration time) throws IOException {
    Percentiles saturated = new Percentiles();
    Percentiles idle = new Percentiles();
    List<Long> heap = new ArrayList<>(SLICES);
    Event event =
        Event.builder("Signup", "https://blog.example.com/join")
            .visitor(Visitor.of("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64)"))
            .prop("plan", "pro")
            .build();
    // Nothing listens at the discard port.
    try (SinkServer server = SinkServer.start(0);
        Plausible alive = Plausible.create(server.url());
        Plausible dead = Plausible.create("http://127.0.0.1:9")) {
      EventQueue drained = alive.eventQueue();
      EventQueue full =
          dead.eventQueue(DeliveryPolicy.builder().closeTimeout(Duration.ZERO).build());
      while (full.track(event)) {
        // Fill the queue.
      }
      track(drained, event, Duration.ofSeconds(1), new Percentiles());
      track(full, event, Duration.ofSeconds(1), new Percentiles());
      Duration half = time.dividedBy(2L * SLICES);
      for (int slice = 0; slice < SLICES; slice++) {
        track(drained, event, half, idle);
        track(full, event, half, saturated);
        heap.add(heapAfterCollection());
      }
      return new Figures(saturated, idle, heap, full.stats());
    }
  }

  private static void track(EventQueue queue, Event event, Duration time, Percentiles into) {
    long end = System.nanoTime() + time.toNanos();
    for (long now = System.nanoTime(); now - end < 0; now = System.nanoTime()) {
      long start = System.nanoTime();
      boolean unused = queue.track(event);
      into.record(System.nanoTime() - start);
      LockSupport.parkNanos(BETWEEN_EVENTS);
    }
  }

  private static long heapAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static void print(Figures figures, PrintStream out) {
    out.println("| track, ns | calls | p50 | p99 | p99.9 | most |");
    out.println("| --- | --- | --- | --- | --- | --- |");
    out.println("| drained queue | " + figures.idle + " |");
    out.println("| full queue, dead server | " + figures.saturated + " |");
    out.println();
    out.print("heap after a collection, MB:");
    for (long bytes : figures.heap) {
      out.printf(Locale.ROOT, " %.2f", bytes / 1e6);
    }
    out.println();
    out.println(figures.books);
  }
}
