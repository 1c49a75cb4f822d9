package io.github.plausible4j.k8s;

import io.github.plausible4j.k8s.apiserver.TestCluster;

/** Who may change what on the fake API server. */
class FakeClusterOwnershipTest extends OwnershipContract {
  @Override
  TestCluster cluster() {
    return TestCluster.fake();
  }
}
