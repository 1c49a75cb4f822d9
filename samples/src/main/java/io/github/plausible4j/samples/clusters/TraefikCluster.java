package io.github.plausible4j.samples.clusters;

import io.github.plausible4j.k8s.stack.ExposureSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.util.Map;

/** k3s with its Traefik and local-path storage, and cert-manager for the certificate. */
public final class TraefikCluster {
  private TraefikCluster() {}

  /** The stack. */
  public static PlausibleStack stack() {
    return PlausibleStack.homelab("https://stats.example.org")
        .storage(StorageSpec.dynamic("local-path", "10Gi"))
        .exposure(
            ExposureSpec.ingress()
                .withClassName("traefik")
                .withTlsSecret("stats-tls")
                .withAnnotations(
                    Map.of(
                        "cert-manager.io/cluster-issuer", "letsencrypt",
                        "traefik.ingress.kubernetes.io/router.entrypoints", "websecure")))
        .build();
  }
}
