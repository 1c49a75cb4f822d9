package io.github.plausible4j.k8s.internal.apply;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeApiException;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.plan.ObjectRef;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.time.Duration;
import java.util.List;

/** The Jobs that migrate the databases of a stack. For internal use only. */
public final class MigrationJobs {
  private static final Duration GONE = Duration.ofMinutes(2);

  private MigrationJobs() {}

  /**
   * Lets the next apply migrate again, for databases whose content was replaced. A Job that was
   * cleaned up counts as one that has run, so its record goes too.
   *
   * @throws io.github.plausible4j.k8s.plan.ProvisioningException if the cluster refuses it
   */
  public static void forget(KubernetesClient client, PlausibleStack stack) {
    KubeApi api = new KubeApi(client);
    try {
      StackSnapshot snapshot = StackSnapshot.of(api, stack);
      InventoryRecord record = new InventoryRecord(api, snapshot);
      for (ObjectRef job : jobs(snapshot)) {
        api.get(job).ifPresent(live -> delete(api, live));
        record.forget(job);
      }
      record.save();
    } catch (KubeApiException failure) {
      throw Diagnoses.of(failure, StackSnapshot.recordKey(stack));
    }
  }

  private static List<ObjectRef> jobs(StackSnapshot snapshot) {
    String prefix = snapshot.stack().named("migrate-");
    return snapshot.inventory().keys().stream()
        .filter(key -> key.kind().equals("Job") && key.name().startsWith(prefix))
        .toList();
  }

  private static void delete(KubeApi api, KubeObject job) {
    api.delete(job, false);
    api.awaitGone(job.ref(), GONE);
  }
}
