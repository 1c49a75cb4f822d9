package io.github.plausible4j.k8s.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Simulates the controller manager, as far as rollouts need it. It runs after each write. */
final class Controllers {
  private final Store store;
  private final Owned owned;
  private final DeploymentController deployments;
  private final StatefulSetController statefulSets;

  Controllers(Store store) {
    this.store = store;
    this.owned = new Owned(store);
    this.deployments = new DeploymentController(owned);
    this.statefulSets = new StatefulSetController(owned);
  }

  void run() {
    synchronized (store) {
      long before;
      do {
        before = store.version();
        owned.all("Deployment").forEach(deployments::reconcile);
        owned.all("StatefulSet").forEach(statefulSets::reconcile);
        owned.all("Job").forEach(this::job);
        owned.all("PersistentVolume").forEach(this::bind);
      } while (store.version() != before);
    }
  }

  private void job(ObjectNode job) {
    List<ObjectNode> pods = owned.by(job, "Pod");
    long succeeded = pods.stream().filter(pod -> phase(pod).equals("Succeeded")).count();
    long failed = pods.stream().filter(pod -> phase(pod).equals("Failed")).count();
    long active = pods.size() - succeeded - failed;
    boolean over = failed > job.at("/spec/backoffLimit").asInt();
    ObjectNode status = Json.object();
    status.put("active", active).put("succeeded", succeeded).put("failed", failed);
    if (succeeded > 0) {
      owned.condition(status, "Complete", "True", "CompletionsReached", "");
    } else if (over) {
      owned.condition(
          status,
          "Failed",
          "True",
          "BackoffLimitExceeded",
          "Job has reached the specified backoff limit");
    } else if (active == 0) {
      String name = Owned.name(job);
      ObjectNode labels = Json.object();
      labels.put("batch.kubernetes.io/job-name", name).put("job-name", name);
      owned.pod(job, job.at("/spec/template"), name + "-" + (failed + 1), labels);
      status.put("active", 1);
    }
    owned.status(job, status);
  }

  private void bind(ObjectNode volume) {
    JsonNode claimRef = volume.at("/spec/claimRef");
    ObjectNode claim =
        store.get(
            store.named("PersistentVolumeClaim"),
            claimRef.path("namespace").asText(),
            claimRef.path("name").asText());
    if (claim == null) {
      return;
    }
    ObjectNode bound = claim.deepCopy();
    bound.withObjectProperty("spec").put("volumeName", Owned.name(volume));
    bound.withObjectProperty("status").put("phase", "Bound");
    owned.save(claim, bound);
    ObjectNode used = volume.deepCopy();
    used.withObjectProperty("status").put("phase", "Bound");
    owned.save(volume, used);
  }

  private static String phase(JsonNode pod) {
    return pod.at("/status/phase").asText();
  }
}
