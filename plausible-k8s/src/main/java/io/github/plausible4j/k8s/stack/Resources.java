package io.github.plausible4j.k8s.stack;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a container asks for and may use at most, as Kubernetes quantities. Mostly without a limit
 * on processor time, which would slow a database down on an idle board.
 *
 * @param cpuRequest for example {@code 100m}
 * @param memoryRequest for example {@code 256Mi}
 * @param memoryLimit for example {@code 512Mi}; a container that needs more is killed
 * @param cpuLimit for example {@code 2}; null for that of the stack
 */
public record Resources(
    String cpuRequest, String memoryRequest, String memoryLimit, @Nullable String cpuLimit) {
  /** All parts but the limit of processor time are needed. */
  public Resources {
    Objects.requireNonNull(cpuRequest, "cpuRequest");
    Objects.requireNonNull(memoryRequest, "memoryRequest");
    Objects.requireNonNull(memoryLimit, "memoryLimit");
  }

  /** What is needed, without a limit of processor time of its own. */
  public static Resources of(String cpuRequest, String memoryRequest, String memoryLimit) {
    return new Resources(cpuRequest, memoryRequest, memoryLimit, null);
  }

  /** The same with a limit of processor time, which goes before that of the stack. */
  public Resources withCpuLimit(String cpuLimit) {
    return new Resources(
        cpuRequest, memoryRequest, memoryLimit, Objects.requireNonNull(cpuLimit, "cpuLimit"));
  }
}
