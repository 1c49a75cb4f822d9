package io.github.plausible4j.k8s.internal.apply;

import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.Planned;
import io.github.plausible4j.k8s.internal.render.Rendering;
import io.github.plausible4j.k8s.plan.Change.Action;
import io.github.plausible4j.k8s.plan.Diagnosis;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds objects of another stack that have the name of one of this stack's objects. The same field
 * manager writes both, so the API server reports no conflict.
 */
final class OwnershipCheck {
  private final PlausibleStack stack;
  private final List<Diagnosis> problems = new ArrayList<>();

  OwnershipCheck(PlausibleStack stack) {
    this.stack = stack;
  }

  /** Keeps the objects of other stacks as they are. Only a namespace may be shared. */
  List<Planned> leaveAlone(List<Planned> planned) {
    return planned.stream().map(this::leaveAlone).toList();
  }

  private Planned leaveAlone(Planned planned) {
    KubeObject live = planned.live();
    if (live == null || !isOfAnother(live)) {
      return planned;
    }
    String owner = live.label(Rendering.INSTANCE);
    if (!live.kind().equals("Namespace")) {
      problems.add(
          new Diagnosis(
              live.ref(),
              "it belongs to another stack, which is named " + owner,
              List.of(Rendering.INSTANCE + "=" + owner),
              "give one of the stacks another name or namespace"));
    }
    return planned.with(Action.KEEP, "the stack " + owner + " created it");
  }

  private boolean isOfAnother(KubeObject live) {
    String owner = live.label(Rendering.INSTANCE);
    return live.label(Rendering.MANAGED_BY).equals("plausible4j")
        && !owner.isEmpty()
        && !owner.equals(stack.name());
  }

  /** The objects of other stacks that cannot be shared. */
  List<Diagnosis> problems() {
    return List.copyOf(problems);
  }
}
