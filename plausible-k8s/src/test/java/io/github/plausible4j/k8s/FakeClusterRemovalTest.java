package io.github.plausible4j.k8s;

import io.github.plausible4j.k8s.apiserver.TestCluster;

/** How a stack leaves the fake API server. */
class FakeClusterRemovalTest extends RemovalContract {
  @Override
  TestCluster cluster() {
    return TestCluster.fake();
  }
}
