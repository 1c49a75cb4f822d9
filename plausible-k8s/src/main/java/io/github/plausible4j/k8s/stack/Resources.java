package io.github.plausible4j.k8s.stack;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The requests and limits of a container, as Kubernetes quantities. Usually there is no CPU limit,
 * because it would slow down a database even on an idle board.
 *
 * @param cpuRequest the CPU request, such as {@code 100m}
 * @param memoryRequest the memory request, such as {@code 256Mi}
 * @param memoryLimit the memory limit, such as {@code 512Mi}; a container that needs more is killed
 * @param cpuLimit the CPU limit, such as {@code 2}; null for that of the stack
 */
public record Resources(
    String cpuRequest, String memoryRequest, String memoryLimit, @Nullable String cpuLimit) {
  /** Requires all parts except the CPU limit to be non-null. */
  public Resources {
    Objects.requireNonNull(cpuRequest, "cpuRequest");
    Objects.requireNonNull(memoryRequest, "memoryRequest");
    Objects.requireNonNull(memoryLimit, "memoryLimit");
  }

  /** Creates resources with the CPU limit of the stack. */
  public static Resources of(String cpuRequest, String memoryRequest, String memoryLimit) {
    return new Resources(cpuRequest, memoryRequest, memoryLimit, null);
  }

  /** Returns a copy with a CPU limit, which overrides that of the stack. */
  public Resources withCpuLimit(String cpuLimit) {
    return new Resources(
        cpuRequest, memoryRequest, memoryLimit, Objects.requireNonNull(cpuLimit, "cpuLimit"));
  }
}
