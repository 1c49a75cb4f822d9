package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The namespace with its Pod Security level, and the service account. */
final class NamespaceManifests {
  private NamespaceManifests() {}

  static List<HasMetadata> of(Rendering rendering) {
    List<HasMetadata> objects = new ArrayList<>();
    PlausibleStack stack = rendering.stack();
    if (stack.createNamespace()) {
      objects.add(namespace(rendering));
    }
    objects.add(
        new ServiceAccountBuilder()
            .withMetadata(rendering.meta(StackComponent.STACK, Tier.NAMESPACE, stack.name()))
            .withAutomountServiceAccountToken(false)
            .build());
    return objects;
  }

  private static Namespace namespace(Rendering rendering) {
    PlausibleStack stack = rendering.stack();
    String level = stack.podSecurity().label();
    return new NamespaceBuilder()
        .withMetadata(
            rendering.clusterMeta(StackComponent.STACK, Tier.NAMESPACE, stack.namespace()))
        .editMetadata()
        .addToLabels(
            new TreeMap<>(
                Map.of(
                    "pod-security.kubernetes.io/enforce", level,
                    "pod-security.kubernetes.io/warn", level)))
        .endMetadata()
        .build();
  }
}
