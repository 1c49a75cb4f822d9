package io.github.plausible4j.k8s.internal.apply;

import static java.util.Map.entry;

import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeApiException;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.Planned;
import io.github.plausible4j.k8s.internal.render.ManifestRenderer;
import io.github.plausible4j.k8s.internal.render.Rendering;
import io.github.plausible4j.k8s.internal.render.SecretBindings;
import io.github.plausible4j.k8s.internal.render.SecretTemplate;
import io.github.plausible4j.k8s.internal.render.StackSecrets;
import io.github.plausible4j.k8s.internal.rollout.Rollout;
import io.github.plausible4j.k8s.plan.Change.Action;
import io.github.plausible4j.k8s.plan.ObjectRef;
import io.github.plausible4j.k8s.plan.Retention;
import io.github.plausible4j.k8s.plan.StackPlan;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * For internal use only. Removes a stack once: workloads first, objects with data last or never.
 */
public final class StackRemoval {
  private static final Map<String, Integer> ORDER =
      Map.ofEntries(
          entry("Ingress", 0),
          entry("HTTPRoute", 0),
          entry("Deployment", 1),
          entry("Job", 1),
          entry("CronJob", 1),
          entry("StatefulSet", 2),
          entry("Cluster", 2),
          entry("ClickHouseInstallation", 2),
          entry("PersistentVolumeClaim", 8),
          entry("PersistentVolume", 9),
          entry("Namespace", 10));
  private static final int ORDER_OF_OTHER_KINDS = 5;
  private static final Pattern VERSION = Pattern.compile("(?:-v\\d+)?");

  private final KubeApi api;
  private final ProvisionSettings settings;
  private final PlausibleStack stack;
  private final Retention retention;
  private final List<Planned> done = new ArrayList<>();
  private final Instant deadline;

  public StackRemoval(
      KubeApi api, ProvisionSettings settings, PlausibleStack stack, Retention retention) {
    this.api = api;
    this.settings = settings;
    this.stack = stack;
    this.retention = retention;
    this.deadline = settings.clock().instant().plus(settings.deadline());
  }

  /**
   * Removes the stack.
   *
   * @return what was deleted and what was kept
   * @throws IllegalArgumentException if the retention deletes everything and names another stack
   * @throws io.github.plausible4j.k8s.plan.ProvisioningException if the cluster cannot create the
   *     snapshots that the retention needs, or refuses a deletion
   */
  public StackPlan run() {
    if (retention instanceof Retention.DeleteEverything everything
        && !everything.confirmedName().equals(stack.name())) {
      throw new IllegalArgumentException(
          "Retention.deleteEverything(\""
              + everything.confirmedName()
              + "\") does not name the stack \""
              + stack.name()
              + "\"; its data would be lost, so the names must be the same");
    }
    List<ObjectRef> rendered =
        ManifestRenderer.render(stack, SecretBindings.unbound()).stream()
            .map(ObjectRef::of)
            .toList();
    StackSnapshot snapshot = StackSnapshot.of(api, stack);
    snapshot.live().list(rendered);
    List<KubeObject> own =
        snapshot.live().all().stream()
            .filter(object -> !object.ref().equals(StackSnapshot.recordKey(stack)))
            .sorted(Comparator.comparing(StackRemoval::order).thenComparing(KubeObject::ref))
            .toList();
    if (retention instanceof Retention.SnapshotThenDelete) {
      VolumeSnapshots.require(api, claims(own));
    }
    for (KubeObject object : own) {
      if (!PrunePlan.KEPT.contains(object.kind())) {
        delete(object);
      }
    }
    awaitGone();
    List<KubeObject> data =
        own.stream().filter(object -> PrunePlan.KEPT.contains(object.kind())).toList();
    InventoryRecord record = new InventoryRecord(api, snapshot);
    data(data);
    // Otherwise an empty record would be written, in a namespace that may not exist.
    if (snapshot.record().isPresent() || !own.isEmpty()) {
      settle(record);
    }
    return new StackPlan(done.stream().map(Planned::change).toList());
  }

  private void data(List<KubeObject> data) {
    if (retention instanceof Retention.SnapshotThenDelete) {
      new VolumeSnapshots(api, settings.clock(), deadline).take(claims(data));
    }
    for (KubeObject object : data) {
      String reason = reasonToKeep(object);
      if (reason.isEmpty()) {
        delete(object);
      } else {
        done.add(Planned.of(object, object, Action.KEEP, reason));
      }
    }
    // Nothing can be created in a terminating namespace, so the next apply would fail.
    done.stream()
        .filter(each -> each.action() == Action.PRUNE)
        .filter(each -> each.ref().kind().equals("Namespace"))
        .forEach(each -> api.awaitGone(each.ref(), left()));
  }

  private static List<KubeObject> claims(List<KubeObject> objects) {
    return objects.stream().filter(each -> each.kind().equals("PersistentVolumeClaim")).toList();
  }

  /** Why the object is kept; empty if it is deleted. */
  private String reasonToKeep(KubeObject object) {
    if (retention instanceof Retention.DeleteEverything) {
      return object.kind().equals("Namespace") ? reasonToKeepNamespace(object) : "";
    }
    if (retention instanceof Retention.SnapshotThenDelete
        && StackSnapshot.isVolume(object.kind())) {
      return "";
    }
    if (!object.kind().equals("Secret")) {
      return "holds data";
    }
    return StackSecrets.of(stack).stream()
            .filter(template -> isVersion(object.name(), template.name()))
            .anyMatch(template -> template.secretClass() != SecretTemplate.SecretClass.DATA)
        ? "for a later apply"
        : "the data cannot be used without it";
  }

  /** Whether a Secret is another one or a version of it that a rotation created. */
  private static boolean isVersion(String name, String first) {
    return name.startsWith(first) && VERSION.matcher(name.substring(first.length())).matches();
  }

  /** A namespace is kept if anyone else created it, wrote to it or has objects in it. */
  private String reasonToKeepNamespace(KubeObject namespace) {
    if (!namespace.isAppliedByNobodyElse()) {
      return "does not belong to the stack alone";
    }
    return ForeignObjects.of(api, stack)
        .map(other -> "contains " + other + ", which does not belong to the stack")
        .orElse("");
  }

  /** Deletes the record with the last data; otherwise the next apply needs it. */
  private void settle(InventoryRecord record) {
    if (retention instanceof Retention.DeleteEverything) {
      record.remove();
      return;
    }
    done.stream()
        .filter(each -> each.action() == Action.PRUNE)
        .forEach(each -> record.forget(each.ref()));
    record.save();
  }

  private void delete(KubeObject object) {
    try {
      api.delete(object, false);
    } catch (KubeApiException failure) {
      throw Diagnoses.of(failure, object.ref());
    }
    done.add(Planned.of(object, object, Action.PRUNE, ""));
  }

  /** Pods write until they end, so their volumes must not be deleted before that. */
  private void awaitGone() {
    for (Planned each : done) {
      if (Rollout.waitsFor(each.ref().kind())) {
        api.awaitGone(each.ref(), left());
      }
    }
    String pods = Rendering.INSTANCE + "=" + stack.name() + "," + Rendering.PART_OF + "=plausible";
    api.awaitNone("Pod", stack.namespace(), pods, left());
  }

  private Duration left() {
    Duration left = Duration.between(settings.clock().instant(), deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static int order(KubeObject object) {
    return ORDER.getOrDefault(object.kind(), ORDER_OF_OTHER_KINDS);
  }
}
