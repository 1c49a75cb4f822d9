package io.github.plausible4j.k8s.internal.apply;

import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.ResourceKind;
import io.github.plausible4j.k8s.internal.render.Rendering;
import io.github.plausible4j.k8s.plan.ObjectRef;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Objects in a namespace that deleting it would destroy and that are not the stack's. */
final class ForeignObjects {
  private final PlausibleStack stack;

  private ForeignObjects(PlausibleStack stack) {
    this.stack = stack;
  }

  /** Finds one such object: a pod, a claim, or another stack's inventory. */
  static Optional<ObjectRef> of(KubeApi api, PlausibleStack stack) {
    ForeignObjects others = new ForeignObjects(stack);
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
        .filter(object -> !others.isOwn(object))
        .map(KubeObject::ref)
        .findFirst();
  }

  private static List<KubeObject> list(
      KubeApi api, PlausibleStack stack, String kind, String selector) {
    return api.list(ResourceKind.builtIn("v1", kind), stack.namespace(), selector);
  }

  /** Operators put labels of their own on the objects that they create. */
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
