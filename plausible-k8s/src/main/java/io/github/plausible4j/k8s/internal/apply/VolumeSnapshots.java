package io.github.plausible4j.k8s.internal.apply;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeApiException;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.plan.Diagnosis;
import io.github.plausible4j.k8s.plan.ObjectRef;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Creates VolumeSnapshots of claims and waits until each is ready to use. */
final class VolumeSnapshots {
  private static final String API = "snapshot.storage.k8s.io/v1";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

  private final KubeApi api;
  private final Clock clock;
  private final Instant deadline;

  VolumeSnapshots(KubeApi api, Clock clock, Instant deadline) {
    this.api = api;
    this.clock = clock;
    this.deadline = deadline;
  }

  /** Fails if the cluster has no VolumeSnapshots, before anything is deleted. */
  static void require(KubeApi api, List<KubeObject> claims) {
    if (!claims.isEmpty() && api.kind(API, "VolumeSnapshot").isEmpty()) {
      throw refused(
          claims.get(0).ref(),
          "the cluster cannot create volume snapshots",
          "kind VolumeSnapshot of " + API + " is not installed",
          "nothing was deleted");
    }
  }

  void take(List<KubeObject> claims) {
    List<KubeObject> taken = new ArrayList<>();
    for (KubeObject claim : claims) {
      KubeObject snapshot = snapshot(claim);
      taken.add(api.create(snapshot).orElseThrow(() -> Diagnoses.raced(snapshot.ref())));
    }
    for (KubeObject snapshot : taken) {
      awaitReady(snapshot.ref());
    }
  }

  /** An error in the status is not final: the snapshot controller tries again. */
  private void awaitReady(ObjectRef snapshot) {
    Duration left = Duration.between(clock.instant(), deadline);
    try {
      api.awaitChange(
          snapshot,
          object -> object.at("/status/readyToUse").asBoolean(),
          left.isNegative() ? Duration.ZERO : left);
    } catch (KubeApiException failure) {
      if (!failure.reason().equals(KubeApiException.LATE)) {
        throw failure;
      }
      throw refused(
          snapshot,
          "the snapshot was not ready in time",
          lastError(snapshot),
          "no claim was deleted");
    }
  }

  private String lastError(ObjectRef snapshot) {
    return api.get(snapshot)
        .map(object -> object.text("/status/error/message"))
        .filter(message -> !message.isEmpty())
        .orElse(
            "no cause was reported: check that a snapshot controller runs and that the volume's"
                + " driver supports snapshots");
  }

  private KubeObject snapshot(KubeObject claim) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", API).put("kind", "VolumeSnapshot");
    ObjectNode metadata = object.putObject("metadata");
    metadata.put("name", claim.name() + "-" + STAMP.format(clock.instant()));
    metadata.put("namespace", claim.namespace());
    metadata.set("labels", claim.at("/metadata/labels"));
    object.putObject("spec").putObject("source").put("persistentVolumeClaimName", claim.name());
    return KubeApi.object(object);
  }

  private static ProvisioningException refused(
      ObjectRef key, String cause, String evidence, String state) {
    return new ProvisioningException(
        List.of(
            new Diagnosis(
                key,
                cause,
                List.of(evidence, state),
                "use Retention.KEEP_DATA, back up by other means, then"
                    + " Retention.deleteEverything")));
  }
}
