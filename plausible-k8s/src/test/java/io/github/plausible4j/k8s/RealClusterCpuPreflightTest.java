package io.github.plausible4j.k8s;

import io.github.plausible4j.k8s.apiserver.TestCluster;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The look at processors on the cluster that KUBECONFIG names, on nodes that exist in name only.
 */
@EnabledIfEnvironmentVariable(
    named = "KUBECONFIG",
    matches = ".+",
    disabledReason = "KUBECONFIG names no cluster: the fake API server is not compared with one")
class RealClusterCpuPreflightTest extends CpuPreflightContract {
  @Override
  TestCluster cluster() {
    return TestCluster.real();
  }
}
