package io.github.plausible4j.k8s.internal.apply;

import io.github.plausible4j.k8s.internal.cluster.Inventory;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.Planned;
import io.github.plausible4j.k8s.internal.render.Rendering;
import io.github.plausible4j.k8s.plan.Change.Action;
import io.github.plausible4j.k8s.release.StackComponent;
import java.util.List;

/** A Job has run once and for all when it is complete, and has to run again when it failed. */
final class JobRules {
  private JobRules() {}

  static List<Planned> apply(List<Planned> planned, Inventory inventory) {
    boolean newVolumes = planned.stream().anyMatch(JobRules::isEmptyVolume);
    return planned.stream().map(each -> rule(each, inventory, newVolumes)).toList();
  }

  /** Of a database; one that is being deleted is made again as well. */
  private static boolean isEmptyVolume(Planned each) {
    return StackSnapshot.isVolume(each.ref().kind())
        && (each.action() == Action.CREATE || each.action() == Action.REPLACE)
        && !each.desired().label(Rendering.COMPONENT).equals(StackComponent.PLAUSIBLE.label());
  }

  private static Planned rule(Planned planned, Inventory inventory, boolean newVolumes) {
    if (!planned.ref().kind().equals("Job")) {
      return planned;
    }
    boolean done = inventory.get(planned.ref()).filter(Inventory.Entry::done).isPresent();
    if (planned.action() == Action.CREATE && done && !newVolumes) {
      return planned.with(Action.KEEP, "it has run and was cleaned up");
    }
    KubeObject live = planned.live();
    if (planned.action() == Action.NOOP && live != null && live.hasFailed()) {
      return planned.with(Action.REPLACE, "it failed, and runs again");
    }
    if (planned.action() == Action.NOOP && live != null && live.isComplete() && newVolumes) {
      return planned.with(Action.REPLACE, "a volume is new, and it runs again");
    }
    return planned;
  }
}
