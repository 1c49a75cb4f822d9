package io.github.plausible4j.samples.clusters;

import io.github.plausible4j.k8s.customization.Customization;
import io.github.plausible4j.k8s.customization.CustomizedPart;
import io.github.plausible4j.k8s.stack.ExposureSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.Map;

/** OpenShift with restricted-v2, which takes user ids from the project, and a CPU quota. */
public final class OpenShiftCluster {
  private OpenShiftCluster() {}

  /** The stack, in a project that {@code oc new-project plausible} created. */
  public static PlausibleStack stack() {
    return PlausibleStack.production("https://stats.apps.example.org")
        .createNamespace(false)
        .cpuLimit("2")
        .exposure(
            ExposureSpec.ingress()
                .withClassName("openshift-default")
                .withAnnotations(Map.of("route.openshift.io/termination", "edge")))
        .customize(Customization.pods(CustomizedPart.ALL).withArbitraryUser())
        .build();
  }
}
