package io.github.plausible4j.k8s.internal.preflight;

import java.time.Duration;
import java.util.List;

/**
 * Which nodes to inspect, and how. For internal use only.
 *
 * @param namespace the namespace of the pods
 * @param nodes the names of the nodes
 * @param image an image with a shell, grep and awk, such as busybox
 * @param imagePullSecrets the names of Secrets in the namespace
 * @param limit the time limit for all nodes together
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
