package io.github.plausible4j.k8s.internal.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import java.util.List;

/**
 * For internal use only. Whether an object is in the state that its specification describes. An
 * object that its controller has not processed since the last change is not ready, even if the old
 * pods run.
 *
 * @param ready whether there is nothing to wait for
 * @param message what the object waits for, or its state
 */
public record Readiness(boolean ready, String message) {

  /**
   * Judges an object by the rules of its kind. Objects of other kinds are ready once they exist.
   */
  public static Readiness of(KubeObject object) {
    if (object.beingDeleted()) {
      return waiting("being deleted");
    }
    return switch (object.kind()) {
      case "Deployment" -> deployment(object);
      case "StatefulSet" -> statefulSet(object);
      case "Job" -> job(object);
      case "PersistentVolumeClaim" -> phase(object, "Bound");
      case "Namespace" -> phase(object, "Active");
      case "HTTPRoute" -> route(object);
      case "Cluster", "ClickHouseInstallation", "VolumeSnapshot" -> custom(object);
      default -> done("exists");
    };
  }

  private static Readiness deployment(KubeObject object) {
    long wanted = object.at("/spec/replicas").asLong(1);
    long updated = object.number("/status/updatedReplicas");
    long all = object.number("/status/replicas");
    long available = object.number("/status/availableReplicas");
    if (behind(object)) {
      return waiting("waiting for the controller to see the change");
    }
    if (updated < wanted) {
      return waiting(updated + " of " + wanted + " pods updated");
    }
    if (all > updated) {
      return waiting((all - updated) + " old pods left");
    }
    if (available < updated) {
      return waiting(available + " of " + wanted + " pods available");
    }
    return done(available + " of " + wanted + " pods available");
  }

  private static Readiness statefulSet(KubeObject object) {
    long wanted = object.at("/spec/replicas").asLong(1);
    long updated = object.number("/status/updatedReplicas");
    long ready = object.number("/status/readyReplicas");
    if (behind(object)) {
      return waiting("waiting for the controller to see the change");
    }
    if (updated < wanted) {
      return waiting(updated + " of " + wanted + " pods updated");
    }
    boolean converged =
        object.text("/status/currentRevision").equals(object.text("/status/updateRevision"));
    if (ready < wanted || object.number("/status/replicas") > wanted) {
      return waiting(ready + " of " + wanted + " pods ready");
    }
    return converged
        ? done(ready + " of " + wanted + " pods ready")
        : waiting("finishing the update");
  }

  private static Readiness job(KubeObject object) {
    if (object.conditionIs("Complete", "True")) {
      return done("complete");
    }
    long failed = object.number("/status/failed");
    String activity = object.number("/status/active") > 0 ? "running" : "waiting for its pod";
    return waiting(failed == 0 ? activity : activity + ", " + failed + " attempts failed");
  }

  private static Readiness phase(KubeObject object, String good) {
    String phase = object.text("/status/phase");
    return phase.equals(good) ? done(good) : waiting(phase.isEmpty() ? "pending" : phase);
  }

  private static Readiness route(KubeObject object) {
    List<JsonNode> conditions = Routes.conditions(object);
    if (Routes.refusal(conditions).isPresent()) {
      return waiting("rejected by its gateway");
    }
    return conditions.stream().anyMatch(each -> Routes.is(each, "Accepted", "True"))
        ? done("accepted")
        : waiting("no gateway has accepted it");
  }

  private static Readiness custom(KubeObject object) {
    boolean ready =
        object.conditionIs("Ready", "True")
            || object.text("/status/status").equals("Completed")
            || object.at("/status/readyToUse").asBoolean();
    String phase = object.text("/status/phase") + object.text("/status/status");
    if (ready && !behind(object)) {
      return done(phase.isEmpty() ? "ready" : phase);
    }
    return waiting(phase.isEmpty() ? "waiting for its operator" : phase);
  }

  /** If an operator does not report the observed generation, its status counts as current. */
  private static boolean behind(KubeObject object) {
    boolean builtIn = object.text("/apiVersion").equals("apps/v1");
    JsonNode observed = object.at("/status/observedGeneration");
    return (builtIn || !observed.isMissingNode())
        && observed.asLong() < object.number("/metadata/generation");
  }

  private static Readiness done(String message) {
    return new Readiness(true, message);
  }

  private static Readiness waiting(String message) {
    return new Readiness(false, message);
  }
}
