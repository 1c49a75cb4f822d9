package io.github.plausible4j.k8s.internal.rollout;

import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.Redactor;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** For internal use only. Tells how objects are, and why, without waiting. For one thread. */
public final class Inspection {
  private final KubeApi api;
  private final String namespace;
  private final Collection<KubeObject> known;
  private final Diagnostician diagnostician;
  private @Nullable ListedView view;

  /** Looks in a namespace; what is found is cleaned by a redactor. */
  public Inspection(
      KubeApi api, String namespace, Collection<KubeObject> known, Redactor redactor) {
    this.api = api;
    this.namespace = namespace;
    this.known = known;
    this.diagnostician = new Diagnostician(new PodFindings(new CrashLogs(api, redactor)));
  }

  /** Why a workload is not ready, if the cluster says so. */
  public Optional<Finding> why(KubeObject workload) {
    ListedView present = view;
    if (present == null) {
      present = new ListedView(api, namespace, known);
      view = present;
    }
    return diagnostician.diagnose(workload, present).stream().findFirst();
  }
}
