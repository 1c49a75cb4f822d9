package io.github.plausible4j.k8s.stack;

import java.util.Objects;

/**
 * What a container asks for and may use at most, as Kubernetes quantities. There is no limit on
 * processor time: a limit would slow a database down on an idle board.
 *
 * @param cpuRequest for example {@code 100m}
 * @param memoryRequest for example {@code 256Mi}
 * @param memoryLimit for example {@code 512Mi}; a container that needs more is killed
 */
public record Resources(String cpuRequest, String memoryRequest, String memoryLimit) {
  /** All parts are needed. */
  public Resources {
    Objects.requireNonNull(cpuRequest, "cpuRequest");
    Objects.requireNonNull(memoryRequest, "memoryRequest");
    Objects.requireNonNull(memoryLimit, "memoryLimit");
  }

  /** All parts in the order of the components. */
  public static Resources of(String cpuRequest, String memoryRequest, String memoryLimit) {
    return new Resources(cpuRequest, memoryRequest, memoryLimit);
  }
}
