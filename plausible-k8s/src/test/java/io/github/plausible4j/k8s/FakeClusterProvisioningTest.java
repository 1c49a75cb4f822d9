package io.github.plausible4j.k8s;

import io.github.plausible4j.k8s.apiserver.TestCluster;

/** The life of a stack on the fake API server. */
class FakeClusterProvisioningTest extends ProvisioningContract {
  @Override
  TestCluster cluster() {
    return TestCluster.fake();
  }
}
