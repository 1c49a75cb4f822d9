package io.github.plausible4j.k8s;

import io.github.plausible4j.k8s.provision.Inventory;
import io.github.plausible4j.k8s.provision.KubeObject;
import io.github.plausible4j.k8s.provision.Planned;
import io.github.plausible4j.k8s.provision.Planned.Verdict;
import java.util.List;

/** A Job has run once and for all when it is complete, and has to run again when it failed. */
final class JobRules {
  private JobRules() {}

  static List<Planned> apply(List<Planned> planned, Inventory inventory) {
    boolean newVolumes =
        planned.stream()
            .anyMatch(
                each ->
                    each.verdict() == Verdict.CREATE && StackSnapshot.isVolume(each.key().kind()));
    return planned.stream().map(each -> rule(each, inventory, newVolumes)).toList();
  }

  private static Planned rule(Planned planned, Inventory inventory, boolean newVolumes) {
    if (!planned.key().kind().equals("Job")) {
      return planned;
    }
    boolean done = inventory.get(planned.key()).filter(Inventory.Entry::done).isPresent();
    if (planned.verdict() == Verdict.CREATE && done && !newVolumes) {
      return planned.with(Verdict.KEEP, "it has run and was cleaned up");
    }
    KubeObject live = planned.live();
    if (planned.verdict() == Verdict.NOOP && live != null && live.hasFailed()) {
      return planned.with(Verdict.REPLACE, "it failed, and runs again");
    }
    return planned;
  }
}
