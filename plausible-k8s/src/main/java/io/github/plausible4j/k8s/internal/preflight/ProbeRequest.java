package io.github.plausible4j.k8s.internal.preflight;

import java.time.Duration;
import java.util.List;

/**
 * Which nodes are looked at, and with what. For internal use only.
 *
 * @param namespace where the pods are for that while
 * @param image with a shell, grep and awk, such as busybox
 * @param limit for all nodes together
 */
public record ProbeRequest(
    String namespace,
    List<String> nodes,
    String image,
    List<String> imagePullSecrets,
    Duration limit) {

  public ProbeRequest {
    nodes = List.copyOf(nodes);
    imagePullSecrets = List.copyOf(imagePullSecrets);
  }
}
