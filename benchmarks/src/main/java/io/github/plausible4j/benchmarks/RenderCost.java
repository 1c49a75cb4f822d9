package io.github.plausible4j.benchmarks;

import com.sun.management.ThreadMXBean;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.stack.AdminUser;
import io.github.plausible4j.k8s.stack.ExposureSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.SecretSource;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/**
 * The CPU time to render a stack, compared with the Kubernetes client's own YAML of the same
 * objects. CPU time is meaningful even on a shared machine. The variants take turns, and the first
 * half of the rounds is warm-up. Each ratio is from one round. Prints medians and quartiles.
 * Argument: rounds (60).
 */
public final class RenderCost {
  private static final int RENDERS = 50;
  private static final String CLIENT = "YAML by the client, of finished objects";
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private RenderCost() {}

  /** Runs the benchmark. */
  public static void main(String[] args) {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 60;
    Map<String, IntSupplier> ways = ways();
    Map<String, List<Double>> micros = new LinkedHashMap<>();
    long made = 0;
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, IntSupplier> way : ways.entrySet()) {
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < RENDERS; i++) {
          made += way.getValue().getAsInt();
        }
        double cost = (THREADS.getCurrentThreadCpuTime() - start) / 1e3 / RENDERS;
        if (round >= rounds / 2) {
          micros.computeIfAbsent(way.getKey(), key -> new ArrayList<>()).add(cost);
        }
      }
    }
    List<Double> baseline = micros.getOrDefault(CLIENT, List.of());
    micros.forEach((way, costs) -> print(way, costs, baseline));
    System.out.println(made + " objects and characters");
  }

  private static Map<String, IntSupplier> ways() {
    PlausibleStack stack = board();
    List<HasMetadata> objects = StackManifests.of(stack).objects();
    KubernetesSerialization client = new KubernetesSerialization();
    Map<String, IntSupplier> ways = new LinkedHashMap<>();
    ways.put("objects", () -> StackManifests.of(stack).objects().size());
    ways.put("objects and YAML", () -> StackManifests.of(stack).toYaml().length());
    ways.put(
        CLIENT, () -> objects.stream().mapToInt(object -> client.asYaml(object).length()).sum());
    return ways;
  }

  private static void print(String way, List<Double> micros, List<Double> baseline) {
    double[] costs = micros.stream().mapToDouble(cost -> cost).sorted().toArray();
    double[] ratios =
        IntStream.range(0, costs.length)
            .mapToDouble(round -> micros.get(round) / baseline.get(round))
            .sorted()
            .toArray();
    System.out.printf(
        Locale.ROOT,
        "%-40s %.0f us (%.0f-%.0f, least %.0f), %.0f a second of CPU time; %.2f (%.2f-%.2f)%n",
        way,
        quarter(costs, 2),
        quarter(costs, 1),
        quarter(costs, 3),
        costs[0],
        1e6 / quarter(costs, 2),
        quarter(ratios, 2),
        quarter(ratios, 1),
        quarter(ratios, 3));
  }

  private static double quarter(double[] sorted, int quarters) {
    return sorted[quarters * sorted.length / 4];
  }

  private static PlausibleStack board() {
    return PlausibleStack.raspberryPi("https://stats.example.org")
        .storage(StorageSpec.nfs("nas.local", "/exports/plausible"))
        .exposure(ExposureSpec.tunnelToken(SecretSource.existing("tunnel", "token")))
        .admin(AdminUser.of("me@example.org"))
        .build();
  }
}
