package io.github.plausible4j.k8s.internal.preflight;

import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;

/**
 * The pod that inspects a node. It has no token and no privileges, so that Pod Security
 * "restricted" admits it. It requests few resources and ends by itself. Its report is its
 * termination message, so that no logs have to be read.
 */
final class ProbePod {
  static final String LABEL = "plausible4j.io/probe";
  private static final String CONTAINER = "probe";
  private static final long NOBODY = 65_534;

  /** Runs in busybox. The page size has a second source, for images without getconf. */
  static final String SCRIPT =
      """
      {
      echo "%s"
      echo "machine $(uname -m)"
      echo "pagesize $(getconf PAGESIZE 2>/dev/null \\
        || awk '/^KernelPageSize/ {print $2 * 1024; exit}' /proc/self/smaps)"
      echo "openfiles $(ulimit -H -n)"
      for key in 'Model' 'model name' 'CPU implementer' 'CPU part' 'Features' 'flags'; do
        grep -m 1 "^$key" /proc/cpuinfo
      done
      echo "%s"
      } > "${REPORT:-/dev/termination-log}"
      """
          .formatted(NodeReport.FIRST, NodeReport.LAST);

  private ProbePod() {}

  static Pod of(ProbeRequest request, String node, String run, int number) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(request.namespace())
        .withName(CONTAINER + "-" + run + "-" + number)
        .addToLabels(LABEL, run)
        .addToLabels("app.kubernetes.io/managed-by", "plausible4j")
        .endMetadata()
        .withNewSpec()
        .withNodeName(node)
        .addNewToleration()
        .withOperator("Exists") // any taint, because the pod only inspects the node
        .endToleration()
        .withRestartPolicy("Never")
        .withActiveDeadlineSeconds(Math.max(1, request.limit().toSeconds()))
        .withTerminationGracePeriodSeconds(0L)
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withImagePullSecrets(pullSecrets(request.imagePullSecrets()))
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(NOBODY)
        .withRunAsGroup(NOBODY)
        .withRunAsGroup(NOBODY)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .addNewContainer()
        .withName(CONTAINER)
        .withImage(request.image())
        .withCommand("/bin/sh", "-c", SCRIPT)
        .withNewResources()
        .addToRequests("cpu", new Quantity("5m"))
        .addToRequests("memory", new Quantity("8Mi"))
        .addToLimits("memory", new Quantity("32Mi"))
        .endResources()
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .endContainer()
        .endSpec()
        .build();
  }

  private static List<LocalObjectReference> pullSecrets(List<String> names) {
    return names.stream().map(LocalObjectReference::new).toList();
  }
}
