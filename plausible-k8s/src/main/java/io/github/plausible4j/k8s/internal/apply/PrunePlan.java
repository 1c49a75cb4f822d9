package io.github.plausible4j.k8s.internal.apply;

import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.Planned;
import io.github.plausible4j.k8s.internal.render.StackSecrets;
import io.github.plausible4j.k8s.internal.secret.LiveSecrets;
import io.github.plausible4j.k8s.plan.Change.Action;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Objects that are no longer part of the stack: deleted if the inventory has them and they hold no
 * data.
 */
final class PrunePlan {
  /**
   * Kinds that hold data, or that data cannot be used without. CloudNativePG's {@code Cluster} owns
   * its claims, so they are deleted with it; those of Altinity's operator stay.
   */
  static final Set<String> KEPT =
      Set.of("PersistentVolumeClaim", "PersistentVolume", "Namespace", "Secret", "Cluster");

  private PrunePlan() {}

  static List<Planned> of(StackSnapshot snapshot, Set<ObjectRef> rendered, LiveSecrets secrets) {
    Set<ObjectRef> wanted =
        StackSecrets.of(snapshot.stack()).stream()
            .flatMap(t -> Stream.of(t.name(), secrets.liveName(t.name())))
            .map(secrets::key)
            .collect(Collectors.toSet());
    wanted.addAll(rendered);
    wanted.add(StackSnapshot.recordKey(snapshot.stack()));
    List<Planned> leftovers = new ArrayList<>();
    for (KubeObject live : snapshot.live().all()) {
      if (wanted.contains(live.ref()) || !snapshot.inventory().isSame(live)) {
        continue;
      }
      boolean data = KEPT.contains(live.kind());
      leftovers.add(
          Planned.of(
              live,
              live,
              data ? Action.KEEP : Action.PRUNE,
              "no longer part of the stack" + (data ? "; Secrets and data are never pruned" : "")));
    }
    leftovers.sort(Comparator.comparing(Planned::ref));
    return leftovers;
  }
}
