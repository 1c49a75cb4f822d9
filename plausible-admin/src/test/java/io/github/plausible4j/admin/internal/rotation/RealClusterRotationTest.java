package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.k8s.apiserver.TestCluster;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * On the cluster that KUBECONFIG names, in namespaces of its own. The cluster needs controllers and
 * must not run pods: the test plays the nodes.
 */
@EnabledIfEnvironmentVariable(
    named = "KUBECONFIG",
    matches = ".+",
    disabledReason = "KUBECONFIG names no cluster: the fake API server is not compared with one")
class RealClusterRotationTest extends ClusterRotationContract {
  @Override
  TestCluster cluster() {
    return TestCluster.real();
  }
}
