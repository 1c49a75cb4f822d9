package io.github.plausible4j.samples.clusters;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.github.plausible4j.k8s.customization.Customization;
import io.github.plausible4j.k8s.customization.CustomizedPart;
import io.github.plausible4j.k8s.stack.ExposureSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import io.github.plausible4j.k8s.stack.StorageSpec;

/** Istio with its CNI plugin, a Gateway of its own, and PostgreSQL by CloudNativePG. */
public final class IstioCluster {
  private IstioCluster() {}

  /** The stack: Plausible is in the mesh; the databases, and Jobs, which have to end, are not. */
  public static PlausibleStack stack() {
    return PlausibleStack.production("https://stats.example.org")
        .postgres(PostgresSpec.cloudNativePg(3).withStorage(StorageSpec.dynamic("fast", "10Gi")))
        .exposure(ExposureSpec.gateway("istio-ingress", "public"))
        .customize(Customization.namespace().withLabel("istio-injection", "enabled"))
        .customize(
            // The proxy does not run yet when init containers wait for the databases.
            Customization.pods(CustomizedPart.PLAUSIBLE)
                .withAnnotation("traffic.sidecar.istio.io/excludeOutboundPorts", "5432,8123"))
        .customize(outOfTheMesh(CustomizedPart.POSTGRES))
        .customize(outOfTheMesh(CustomizedPart.CLICKHOUSE))
        .customize(outOfTheMesh(CustomizedPart.JOBS))
        .customize(
            Customization.patch(
                "NetworkPolicy", "plausible-deny-all", IstioCluster::withControlPlane))
        .build();
  }

  private static Customization outOfTheMesh(CustomizedPart part) {
    return Customization.pods(part).withLabel("sidecar.istio.io/inject", "false");
  }

  private static HasMetadata withControlPlane(HasMetadata object) {
    NetworkPolicy policy = (NetworkPolicy) object;
    policy
        .getSpec()
        .getEgress()
        .add(
            new NetworkPolicyEgressRuleBuilder()
                .addNewPort()
                .withProtocol("TCP")
                .withNewPort(15012)
                .endPort()
                .addNewTo()
                .withNewNamespaceSelector()
                .addToMatchLabels("kubernetes.io/metadata.name", "istio-system")
                .endNamespaceSelector()
                .endTo()
                .build());
    return policy;
  }
}
