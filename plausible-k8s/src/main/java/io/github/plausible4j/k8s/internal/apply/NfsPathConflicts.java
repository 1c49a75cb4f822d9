package io.github.plausible4j.k8s.internal.apply;

import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.Planned;
import io.github.plausible4j.k8s.internal.cluster.ResourceKind;
import io.github.plausible4j.k8s.internal.render.Rendering;
import io.github.plausible4j.k8s.plan.Change.Action;
import io.github.plausible4j.k8s.plan.Diagnosis;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Finds directories of an NFS server that another stack uses already. Two database servers in one
 * directory would destroy the data. A stack whose name or namespace was changed counts as another
 * stack.
 */
final class NfsPathConflicts {
  private NfsPathConflicts() {}

  static List<Diagnosis> problems(KubeApi api, Collection<Planned> planned) {
    List<KubeObject> volumes =
        planned.stream()
            .filter(each -> each.ref().kind().equals("PersistentVolume"))
            .filter(each -> each.action() == Action.CREATE)
            .map(Planned::desired)
            .toList();
    if (volumes.isEmpty()) {
      return List.of();
    }
    List<Diagnosis> problems = new ArrayList<>();
    for (KubeObject other :
        api.list(
            ResourceKind.builtIn("v1", "PersistentVolume"),
            "",
            Rendering.MANAGED_BY + "=plausible4j")) {
      volumes.stream()
          .filter(volume -> !volume.ref().equals(other.ref()))
          .filter(volume -> directory(volume).equals(directory(other)))
          .map(volume -> problem(volume, other))
          .forEach(problems::add);
    }
    return problems;
  }

  private static String directory(KubeObject volume) {
    return volume.text("/spec/nfs/server") + ":" + volume.text("/spec/nfs/path");
  }

  private static Diagnosis problem(KubeObject volume, KubeObject other) {
    return new Diagnosis(
        volume.ref(),
        "another stack uses this directory, and two servers would write to it",
        List.of(
            directory(volume)
                + " is the "
                + other.ref()
                + " of "
                + other.text("/spec/claimRef/namespace")
                + "/"
                + other.label(Rendering.INSTANCE)),
        "give each stack its own directory; or, if this stack replaces the other one, remove that"
            + " one with Retention.KEEP_DATA, copy its Secrets to this stack's names, delete its"
            + " claims and volumes with kubectl, which does not delete the files, and apply again");
  }
}
