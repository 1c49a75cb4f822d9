package io.github.plausible4j.benchmarks.delivery;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Runs one variant in a separate process, so that the JIT compiler does not optimize it for another
 * one. Arguments: name and address. Each line of its input is a number of milliseconds, for which
 * it delivers events. Prints the results.
 */
final class ClientProcess {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private ClientProcess() {}

  public static void main(String[] args) throws IOException {
    try (Variant variant = Variants.start(args[0], args[1]);
        BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String millis = orders.readLine(); millis != null; millis = orders.readLine()) {
        System.out.println(measure(variant, Long.parseLong(millis)).toLine());
      }
    }
    // Some libraries leave threads behind that are not daemons.
    System.exit(0);
  }

  private static Figures measure(Variant variant, long millis) {
    long cpu = SYSTEM.getProcessCpuTime();
    long bytes = Allocation.total(THREADS);
    long start = System.nanoTime();
    long events = variant.deliverUntil(start + TimeUnit.MILLISECONDS.toNanos(millis));
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Figures(
        events,
        events / seconds,
        (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / events,
        (double) (Allocation.total(THREADS) - bytes) / events);
  }
}
