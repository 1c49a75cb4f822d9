package io.github.plausible4j.k8s.internal.apply;

import io.github.plausible4j.k8s.internal.cluster.Applier;
import io.github.plausible4j.k8s.internal.cluster.Inventory;
import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.Planned;
import io.github.plausible4j.k8s.plan.Change.Action;
import io.github.plausible4j.k8s.plan.ObjectRef;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stack's inventory in the cluster. It may list objects that do not exist, but never omits one.
 */
final class InventoryRecord {
  private final Applier applier;
  private final KubeApi api;
  private final PlausibleStack stack;
  private Inventory inventory;
  private RunningRelease release;
  private @Nullable KubeObject recorded;

  InventoryRecord(KubeApi api, StackSnapshot snapshot) {
    this.api = api;
    this.applier = new Applier(api);
    this.stack = snapshot.stack();
    this.inventory = snapshot.inventory();
    this.release = RunningRelease.of(snapshot);
    this.recorded = snapshot.record().orElse(null);
  }

  /** To be called before an object is created or changed. */
  void intend(ObjectRef key) {
    inventory = inventory.with(key, inventory.get(key).orElse(Inventory.Entry.INTENDED));
  }

  /** To be called after an object was written or found. */
  void confirm(KubeObject object) {
    Inventory.Entry known = inventory.get(object.ref()).orElse(Inventory.Entry.INTENDED);
    boolean done = object.kind().equals("Job") && (known.done() || object.isComplete());
    inventory = inventory.with(object.ref(), new Inventory.Entry(object.uid(), done));
  }

  /** To be called after a Job has completed. */
  void done(ObjectRef job) {
    inventory
        .get(job)
        .ifPresent(
            entry -> inventory = inventory.with(job, new Inventory.Entry(entry.uid(), true)));
  }

  void forget(ObjectRef key) {
    inventory = inventory.without(key);
  }

  /** To be called before the migrations run: from then on the data belong to the new release. */
  void runs(PlausibleStack next) {
    release = RunningRelease.of(next).after(release);
  }

  /** Writes the record if it has changed. */
  void save() {
    KubeObject wanted =
        inventory.toConfigMap(
            StackSnapshot.recordKey(stack).name(),
            stack.namespace(),
            StackSnapshot.recordLabels(stack),
            release.toRecord());
    KubeObject known = recorded;
    if (known == null || !known.at("/data").equals(wanted.at("/data"))) {
      Action verdict = known == null ? Action.CREATE : Action.UPDATE;
      recorded = applier.apply(Planned.of(wanted, known, verdict, "")).object().orElse(wanted);
    }
  }

  /** Deletes the record itself. */
  void remove() {
    Optional.ofNullable(recorded).ifPresent(record -> api.delete(record, false));
    recorded = null;
  }
}
