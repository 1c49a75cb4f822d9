package io.github.plausible4j.k8s.internal.rollout;

import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.Redactor;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For internal use only. Finds out why workloads are not ready, without waiting. For one thread.
 */
public final class Inspection {
  private final KubeApi api;
  private final String namespace;
  private final Collection<KubeObject> known;
  private final WorkloadDiagnosis diagnosis;
  private @Nullable ListedView view;

  /** Inspects a namespace. The redactor masks secret values in logs. */
  public Inspection(
      KubeApi api, String namespace, Collection<KubeObject> known, Redactor redactor) {
    this.api = api;
    this.namespace = namespace;
    this.known = known;
    this.diagnosis =
        new WorkloadDiagnosis(new ContainerLogs(api::log, redactor, Clock.systemUTC()));
  }

  /** The reason why a workload is not ready, if the cluster tells one. */
  public Optional<Finding> why(KubeObject workload) {
    ListedView present = view;
    if (present == null) {
      present = new ListedView(api, namespace, known);
      view = present;
    }
    return diagnosis.of(workload, present, pod -> true).stream().findFirst();
  }
}
