package io.github.plausible4j.samples.clusters;

import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.LinkedHashMap;
import java.util.Map;

/** The samples by the name of their golden file. */
final class DescribedStacks {
  private DescribedStacks() {}

  static Map<String, PlausibleStack> all() {
    Map<String, PlausibleStack> stacks = new LinkedHashMap<>();
    stacks.put("TraefikCluster", TraefikCluster.stack());
    stacks.put("OpenEbsCluster", OpenEbsCluster.stack());
    stacks.put("OpenShiftCluster", OpenShiftCluster.stack());
    stacks.put("IstioCluster", IstioCluster.stack());
    stacks.put("TaintedBoard", TaintedBoard.stack());
    return stacks;
  }
}
