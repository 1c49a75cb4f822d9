package io.github.plausible4j.k8s.internal.apply;

import io.github.plausible4j.k8s.internal.cluster.Inventory;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.Planned;
import io.github.plausible4j.k8s.internal.render.Checksums;
import io.github.plausible4j.k8s.internal.render.Rendering;
import io.github.plausible4j.k8s.internal.render.StackSecrets;
import io.github.plausible4j.k8s.plan.Change.Action;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.List;
import java.util.Set;

/** Decides which Jobs run: a completed one does not run again, a failed one does. */
final class JobRules {
  private JobRules() {}

  /**
   * Returns the plan, changed so that Jobs run again where they have to.
   *
   * @param changedSecrets the names of the Secrets that the apply creates or changes
   */
  static List<Planned> apply(
      List<Planned> planned,
      Inventory inventory,
      PlausibleStack stack,
      Set<String> changedSecrets) {
    boolean newVolumes = planned.stream().anyMatch(JobRules::isEmptyVolume);
    boolean newLogins =
        planned.stream().anyMatch(JobRules::replacesPodsForSecrets)
            && (changedSecrets.isEmpty()
                || changedSecrets.contains(stack.named(StackSecrets.DATABASE))
                || changedSecrets.contains(stack.named(StackSecrets.CLICKHOUSE)));
    return planned.stream()
        .map(each -> rule(each, inventory, newVolumes))
        .map(each -> newLogins ? tryLogins(each) : each)
        .toList();
  }

  /** Whether Plausible's pods are replaced because the content of a Secret has changed. */
  private static boolean replacesPodsForSecrets(Planned each) {
    return each.ref().kind().equals("Deployment")
        && each.desired().label(Rendering.COMPONENT).equals(StackComponent.PLAUSIBLE.label())
        && each.change().fields().stream()
            .anyMatch(field -> field.path().endsWith(Checksums.SECRETS));
  }

  /**
   * Migrations connect to both databases, so they find a wrong login while the old pod still runs.
   */
  private static Planned tryLogins(Planned each) {
    boolean migration =
        each.ref().kind().equals("Job")
            && each.desired().label(Rendering.COMPONENT).equals(StackComponent.MIGRATION.label());
    return migration && (each.action() == Action.NOOP || each.action() == Action.KEEP)
        ? each.with(
            each.live() == null ? Action.CREATE : Action.REPLACE,
            "it checks the database logins before Plausible's pods are replaced")
        : each;
  }

  /**
   * Whether it is the volume of a database that is created, or replaced because it is being
   * deleted.
   */
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
      return planned.with(Action.KEEP, "it completed and was cleaned up");
    }
    KubeObject live = planned.live();
    if (planned.action() == Action.NOOP && live != null && live.hasFailed()) {
      return planned.with(Action.REPLACE, "it failed and runs again");
    }
    if (planned.action() == Action.NOOP && live != null && live.isComplete() && newVolumes) {
      return planned.with(Action.REPLACE, "it runs again because a volume is new");
    }
    return planned;
  }
}
