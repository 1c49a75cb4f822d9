package io.github.plausible4j.k8s.internal.apply;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeApiException;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.plan.ObjectRef;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.time.Duration;
import java.util.List;

/** For internal use only. The Jobs that migrate the databases of a stack. */
public final class MigrationJobs {
  private static final Duration DELETION_TIMEOUT = Duration.ofMinutes(2);

  private MigrationJobs() {}

  /**
   * Makes the next apply run the migrations again, for databases whose content was replaced.
   * Deletes the Jobs and their entries in the inventory, because a Job that is recorded as done
   * would not run again.
   *
   * @throws io.github.plausible4j.k8s.plan.ProvisioningException if the API server refuses a
   *     request
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
    api.awaitGone(job.ref(), DELETION_TIMEOUT);
  }
}
