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
 * What another stack has under a name that this one wants too. Both are written by this library, so
 * the API server sees no conflict between them.
 */
final class OwnershipCheck {
  private final PlausibleStack stack;
  private final List<Diagnosis> problems = new ArrayList<>();

  OwnershipCheck(PlausibleStack stack) {
    this.stack = stack;
  }

  /** A namespace that two stacks share stays as the first one made it. */
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
              "another stack has it, which is named " + owner,
              List.of(Rendering.INSTANCE + "=" + owner),
              "give one of the stacks another name or namespace"));
    }
    return planned.with(Action.KEEP, "the stack " + owner + " made it");
  }

  private boolean isOfAnother(KubeObject live) {
    String owner = live.label(Rendering.INSTANCE);
    return live.label(Rendering.MANAGED_BY).equals("plausible4j")
        && !owner.isEmpty()
        && !owner.equals(stack.name());
  }

  /** What cannot be shared. */
  List<Diagnosis> problems() {
    return List.copyOf(problems);
  }
}
