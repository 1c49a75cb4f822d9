package io.github.plausible4j.benchmarks.delivery;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Events a second, CPU and allocation for each, of every variant in turn against one server in a
 * process of its own, for several rounds. Prints the medians and the ratios within a round, which
 * hold on a machine that others use too. Arguments: rounds (5) and seconds for each (3).
 */
public final class DeliveryBenchmark {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private DeliveryBenchmark() {}

  /** One variant in one round. */
  private record Figures(double perSecond, double cpuMicros, double bytes) {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    Map<String, Function<String, Variant>> variants = new LinkedHashMap<>();
    for (int n : new int[] {1, 4, 16}) {
      variants.put("OkHttp threads " + n, url -> Variants.okHttpThreads(url, n));
      variants.put("event queue " + n, url -> Variants.queue(url, n));
    }
    variants.put("OkHttp dispatcher 16", url -> Variants.okHttpDispatcher(url, 16));
    variants.put("JDK HttpClient 16", url -> Variants.jdkClient(url, 16));
    Process server = startServer();
    try (BufferedReader answers =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      Map<String, List<Figures>> figures = new LinkedHashMap<>();
      String url = answers.readLine();
      for (int round = 0; round <= rounds; round++) {
        for (Map.Entry<String, Function<String, Variant>> entry : variants.entrySet()) {
          Figures one = measure(entry.getValue().apply(url), seconds, server, answers);
          // The first round warms up and is not counted.
          if (round > 0) {
            figures.computeIfAbsent(entry.getKey(), key -> new ArrayList<>()).add(one);
          }
          System.out.printf(
              Locale.ROOT,
              "round %d  %-22s %8.0f/s %6.1f us CPU %7.0f B%n",
              round,
              entry.getKey(),
              one.perSecond,
              one.cpuMicros,
              one.bytes);
        }
      }
      print(figures);
    } finally {
      server.destroy();
    }
  }

  private static Process startServer() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            SinkServer.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static Figures measure(
      Variant variant, int seconds, Process server, BufferedReader answers) throws IOException {
    try (variant) {
      variant.deliverUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500));
      long requests = requests(server, answers);
      long cpu = SYSTEM.getProcessCpuTime();
      long bytes = Allocation.total(THREADS);
      long start = System.nanoTime();
      variant.deliverUntil(start + TimeUnit.SECONDS.toNanos(seconds));
      double time = (System.nanoTime() - start) / 1e9;
      double events = requests(server, answers) - requests;
      return new Figures(
          events / time,
          (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / events,
          (Allocation.total(THREADS) - bytes) / events);
    }
  }

  private static long requests(Process server, BufferedReader answers) throws IOException {
    server.getOutputStream().write('?');
    server.getOutputStream().flush();
    return Long.parseLong(answers.readLine());
  }

  private static void print(Map<String, List<Figures>> figures) {
    System.out.println();
    System.out.println("| variant | events/s | CPU us/event | B/event |");
    System.out.println("| --- | --- | --- | --- |");
    figures.forEach(
        (name, rounds) ->
            System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.1f | %.0f |%n",
                name,
                Median.of(rounds, Figures::perSecond),
                Median.of(rounds, Figures::cpuMicros),
                Median.of(rounds, Figures::bytes)));
    System.out.println();
    System.out.println("| event queue ÷ | events/s | CPU/event | B/event more |");
    System.out.println("| --- | --- | --- | --- |");
    for (int n : new int[] {1, 4, 16}) {
      printRatio(figures, "event queue " + n, "OkHttp threads " + n);
    }
    printRatio(figures, "event queue 16", "OkHttp dispatcher 16");
    printRatio(figures, "event queue 16", "JDK HttpClient 16");
  }

  private static void printRatio(Map<String, List<Figures>> figures, String ours, String other) {
    List<Figures> a = figures.getOrDefault(ours, List.of());
    List<Figures> b = figures.getOrDefault(other, List.of());
    List<double[]> pairs = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      pairs.add(
          new double[] {
            a.get(i).perSecond / b.get(i).perSecond,
            a.get(i).cpuMicros / b.get(i).cpuMicros,
            a.get(i).bytes - b.get(i).bytes
          });
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %.0f |%n",
        other,
        Median.of(pairs, pair -> pair[0]),
        Median.of(pairs, pair -> pair[1]),
        Median.of(pairs, pair -> pair[2]));
  }
}
