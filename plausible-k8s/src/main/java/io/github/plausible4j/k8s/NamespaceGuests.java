package io.github.plausible4j.k8s;

import io.github.plausible4j.k8s.provision.KubeApi;
import io.github.plausible4j.k8s.provision.KubeObject;
import io.github.plausible4j.k8s.provision.ObjectKey;
import io.github.plausible4j.k8s.provision.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a namespace holds that would go with it and is not the stack's. */
final class NamespaceGuests {
  private final PlausibleStack stack;

  private NamespaceGuests(PlausibleStack stack) {
    this.stack = stack;
  }

  /** One of them: a pod, a claim, or the record of another stack. */
  static Optional<ObjectKey> of(KubeApi api, PlausibleStack stack) {
    NamespaceGuests guests = new NamespaceGuests(stack);
    String records =
        Rendering.MANAGED_BY
            + "=plausible4j,"
            + Rendering.COMPONENT
            + "="
            + StackComponent.STACK.label();
    return Stream.of(
            list(api, stack, "Pod", ""),
            list(api, stack, "PersistentVolumeClaim", ""),
            list(api, stack, "ConfigMap", records))
        .flatMap(List::stream)
        .filter(object -> !guests.isOwn(object))
        .map(KubeObject::key)
        .findFirst();
  }

  private static List<KubeObject> list(
      KubeApi api, PlausibleStack stack, String kind, String selector) {
    return api.list(ResourceKind.builtIn("v1", kind), stack.namespace(), selector);
  }

  /** Operators label what they make in their own way. */
  private boolean isOwn(KubeObject object) {
    return Stream.of(
            Map.of(Rendering.INSTANCE, stack.name(), Rendering.PART_OF, "plausible"),
            Map.of("cnpg.io/cluster", stack.named("postgres")),
            Map.of("clickhouse.altinity.com/chi", stack.name()))
        .anyMatch(
            labels ->
                labels.entrySet().stream()
                    .allMatch(label -> object.label(label.getKey()).equals(label.getValue())));
  }
}
