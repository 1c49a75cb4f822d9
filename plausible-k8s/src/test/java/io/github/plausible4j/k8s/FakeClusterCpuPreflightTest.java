package io.github.plausible4j.k8s;

import io.github.plausible4j.k8s.apiserver.TestCluster;

/** The look at processors on the fake API server. */
class FakeClusterCpuPreflightTest extends CpuPreflightContract {
  @Override
  TestCluster cluster() {
    return TestCluster.fake();
  }
}
