package io.github.plausible4j.k8s.internal.apply;

import io.github.plausible4j.k8s.internal.cluster.Inventory;
import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.LiveObjects;
import io.github.plausible4j.k8s.internal.render.Rendering;
import io.github.plausible4j.k8s.internal.render.SecretBindings;
import io.github.plausible4j.k8s.plan.ObjectRef;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A stack's objects in the cluster and its recorded inventory.
 *
 * @param record the ConfigMap that holds the inventory, if there is one
 */
record StackSnapshot(
    PlausibleStack stack, LiveObjects live, Inventory inventory, Optional<KubeObject> record) {

  /**
   * Reads the objects that planning the Secrets needs. Kinds that are not known yet are listed
   * later.
   */
  static StackSnapshot of(KubeApi api, PlausibleStack stack) {
    LiveObjects live = new LiveObjects(api, stack.namespace(), selector(stack));
    ObjectRef recordKey = recordKey(stack);
    live.list(
        List.of(
            recordKey,
            new ObjectRef("v1", "Secret", stack.namespace(), ""),
            new ObjectRef("v1", "PersistentVolumeClaim", stack.namespace(), "")));
    // Only a stack with NFS volumes needs the permission to read volumes.
    if (stack.volumes().all().stream()
        .anyMatch(volume -> volume.storage() instanceof StorageSpec.Nfs)) {
      live.list(List.of(new ObjectRef("v1", "PersistentVolume", "", "")));
    }
    Optional<KubeObject> record = live.get(recordKey);
    Inventory inventory = record.map(Inventory::parse).orElse(Inventory.empty());
    live.list(inventory.keys());
    return new StackSnapshot(stack, live, inventory, record);
  }

  static ObjectRef recordKey(PlausibleStack stack) {
    return new ObjectRef("v1", "ConfigMap", stack.namespace(), stack.named("inventory"));
  }

  static String selector(PlausibleStack stack) {
    return Rendering.INSTANCE + "=" + stack.name() + "," + Rendering.MANAGED_BY + "=plausible4j";
  }

  static Map<String, String> recordLabels(PlausibleStack stack) {
    return new TreeMap<>(
        new Rendering(stack, SecretBindings.unbound()).labels(StackComponent.STACK));
  }

  /** Whether the stack has volumes or claims in the cluster. */
  boolean hasData() {
    return live.all().stream().anyMatch(object -> isVolume(object.kind()));
  }

  static boolean isVolume(String kind) {
    return kind.equals("PersistentVolumeClaim") || kind.equals("PersistentVolume");
  }
}
