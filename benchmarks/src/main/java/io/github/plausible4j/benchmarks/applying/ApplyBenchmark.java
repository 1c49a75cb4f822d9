package io.github.plausible4j.benchmarks.applying;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.github.plausible4j.k8s.StackProvisioner;
import io.github.plausible4j.k8s.progress.ApplyResult;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Applies a stack to the cluster of KUBECONFIG, and then repeatedly without a change: in a running
 * process, in a new process, and with {@code kubectl apply --server-side} of the same YAML, in
 * turn. Prints requests, and the ratios within a round. Needs kubectl. The stack remains, in
 * namespace {@value #NAMESPACE}. Argument: rounds (10).
 */
public final class ApplyBenchmark {
  private static final String NAMESPACE = "plausible4j-benchmark";
  private static final Pattern KUBECTL_REQUEST =
      Pattern.compile("(?:(?:GET|PATCH|POST) |verb=\"(?:GET|PATCH|POST)\" url=\")https?://");

  private final AtomicInteger requests = new AtomicInteger();
  private final PlausibleStack stack =
      PlausibleStack.homelab("https://stats.example.org").namespace(NAMESPACE).build();

  private ApplyBenchmark() {}

  /** One round, in nanoseconds. */
  private record Round(long inProcess, long process, long kubectl) {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException, InterruptedException {
    ApplyBenchmark benchmark = new ApplyBenchmark();
    if (args.length > 0 && args[0].equals("once")) {
      try (KubernetesClient client = benchmark.client()) {
        benchmark.apply(StackProvisioner.of(client));
      }
      return;
    }
    benchmark.run(args.length > 0 ? Integer.parseInt(args[0]) : 10);
  }

  private KubernetesClient client() {
    Interceptor counter =
        new Interceptor() {
          @Override
          public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            requests.incrementAndGet();
          }
        };
    return new KubernetesClientBuilder()
        .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("count", counter))
        .build();
  }

  private ApplyResult apply(StackProvisioner provisioner) {
    return provisioner.apply(stack);
  }

  private void run(int rounds) throws IOException, InterruptedException {
    Path yaml = Files.createTempFile("plausible", ".yaml");
    Files.writeString(yaml, withoutSecretDigests(StackManifests.of(stack).toYaml()));
    List<String> kubectl = List.of("kubectl", "apply", "--server-side", "-f", yaml.toString());
    List<String> verbose = Stream.concat(kubectl.stream(), Stream.of("--v=6")).toList();
    List<String> once =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ApplyBenchmark.class.getName(),
            "once");
    try (KubernetesClient client = client()) {
      StackProvisioner provisioner = StackProvisioner.of(client);
      apply(provisioner);
      output(kubectl);
      requests.set(0);
      ApplyResult nothing = apply(provisioner);
      int ours = requests.get();
      long theirs = KUBECTL_REQUEST.matcher(output(verbose)).results().count();
      System.out.printf(
          Locale.ROOT,
          "%d objects and Secrets, changed: %s%n%d of them in the YAML%nrequests: %d, kubectl %d%n",
          nothing.plan().changes().size(),
          nothing.changed(),
          StackManifests.of(stack).objects().size(),
          ours,
          theirs);
      List<Round> measured = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        Round each =
            new Round(
                nanos(() -> apply(provisioner)),
                nanos(() -> output(once)),
                nanos(() -> output(kubectl)));
        measured.add(each);
        System.out.printf(
            Locale.ROOT,
            "round %2d  in a running process %5.0f ms new process %5.0f ms  kubectl %5.0f"
                + " ms%n",
            round + 1,
            each.inProcess / 1e6,
            each.process / 1e6,
            each.kubectl / 1e6);
      }
      System.out.printf(
          Locale.ROOT,
          "medians of the ratios to kubectl: in a running process %.2f, new process %.2f%n",
          median(measured.stream().map(each -> (double) each.inProcess / each.kubectl).toList()),
          median(measured.stream().map(each -> (double) each.process / each.kubectl).toList()));
    } finally {
      Files.delete(yaml);
    }
  }

  /**
   * The digests of Secrets in pods are only known with the Secrets, so kubectl would change them.
   */
  private static String withoutSecretDigests(String yaml) {
    return yaml.lines()
        .filter(line -> !line.contains("plausible4j.io/secrets-sha256"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static double median(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
  }

  /** An action of a round. */
  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  private static long nanos(Step step) throws IOException, InterruptedException {
    long start = System.nanoTime();
    step.run();
    return System.nanoTime() - start;
  }

  private static String output(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command.get(0) + " ended with " + process.exitValue() + ": " + output);
    }
    return output;
  }
}
