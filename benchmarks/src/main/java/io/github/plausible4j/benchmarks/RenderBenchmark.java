package io.github.plausible4j.benchmarks;

import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.stack.AdminUser;
import io.github.plausible4j.k8s.stack.ExposureSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.SecretSource;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many stacks one core renders in a second: the complete small board, with NFS volumes, a
 * tunnel and a first user. The target is a thousand.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RenderBenchmark {
  private final PlausibleStack stack = board();

  /** For JMH. */
  public RenderBenchmark() {}

  static PlausibleStack board() {
    return PlausibleStack.raspberryPi("https://stats.example.org")
        .storage(StorageSpec.nfs("nas.local", "/exports/plausible"))
        .exposure(ExposureSpec.tunnelToken(SecretSource.existing("tunnel", "token")))
        .admin(AdminUser.of("me@example.org"))
        .build();
  }

  /** The objects, as a plan compares them. */
  @Benchmark
  public StackManifests objects() {
    return StackManifests.of(stack);
  }

  /** The objects and their YAML. */
  @Benchmark
  public String yaml() {
    return StackManifests.of(stack).toYaml();
  }

  /** Checking the stack, as {@code build()} does. */
  @Benchmark
  public PlausibleStack validation() {
    return stack.toBuilder().build();
  }
}
