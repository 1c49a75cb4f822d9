package io.github.plausible4j.k8s.internal.apply;

import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.Redactor;
import io.github.plausible4j.k8s.internal.render.ManifestRenderer;
import io.github.plausible4j.k8s.internal.render.SecretTemplate;
import io.github.plausible4j.k8s.internal.render.StackSecrets;
import io.github.plausible4j.k8s.internal.rollout.Finding;
import io.github.plausible4j.k8s.internal.rollout.Inspection;
import io.github.plausible4j.k8s.internal.rollout.Readiness;
import io.github.plausible4j.k8s.internal.rollout.Rollout;
import io.github.plausible4j.k8s.internal.secret.LiveSecrets;
import io.github.plausible4j.k8s.plan.Diagnosis;
import io.github.plausible4j.k8s.plan.ObjectRef;
import io.github.plausible4j.k8s.plan.ObjectStatus;
import io.github.plausible4j.k8s.plan.ObjectStatus.State;
import io.github.plausible4j.k8s.plan.StackStatus;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** For internal use only. Reads the current state of each object of a stack. */
public final class StackInspection {
  private final KubeApi api;
  private final StackSnapshot snapshot;
  private final Inspection inspection;

  private StackInspection(KubeApi api, StackSnapshot snapshot, LiveSecrets secrets) {
    this.api = api;
    this.snapshot = snapshot;
    List<KubeObject> hidden = new ArrayList<>(snapshot.live().all());
    hidden.addAll(secrets.foreign(snapshot.live().all()));
    this.inspection =
        new Inspection(
            api, snapshot.stack().namespace(), snapshot.live().all(), new Redactor(hidden));
  }

  /** Reads the status of a stack. */
  public static StackStatus of(KubeApi api, PlausibleStack stack) {
    StackSnapshot snapshot = StackSnapshot.of(api, stack);
    LiveSecrets secrets = new LiveSecrets(api, stack.namespace(), snapshot.live());
    // The names of Jobs depend on the digests of the live Secrets.
    List<ObjectRef> keys =
        ManifestRenderer.render(stack, secrets).stream().map(ObjectRef::of).toList();
    snapshot.live().list(keys);
    StackInspection inspection = new StackInspection(api, snapshot, secrets);
    List<ObjectStatus> objects = new ArrayList<>();
    for (SecretTemplate template : StackSecrets.of(stack)) {
      objects.add(inspection.status(secrets.key(secrets.liveName(template.name()))));
    }
    keys.forEach(key -> objects.add(inspection.status(key)));
    return new StackStatus(stack.name(), objects);
  }

  private ObjectStatus status(ObjectRef key) {
    Optional<KubeObject> live = live(key);
    boolean done = snapshot.inventory().get(key).filter(entry -> entry.done()).isPresent();
    if (live.isEmpty()) {
      return done
          ? status(key, State.READY, "completed and was cleaned up", Optional.empty())
          : status(key, State.MISSING, "", Optional.empty());
    }
    Readiness readiness = Readiness.of(live.get());
    if (readiness.ready()) {
      return status(key, State.READY, readiness.message(), Optional.empty());
    }
    Optional<Diagnosis> why =
        Rollout.waitsFor(key.kind())
            ? inspection.why(live.get()).map(Finding::diagnosis)
            : Optional.empty();
    return status(key, State.NOT_READY, readiness.message(), why);
  }

  /** A shared namespace has the labels of the stack that created it. */
  private Optional<KubeObject> live(ObjectRef key) {
    Optional<KubeObject> own = snapshot.live().get(key);
    boolean shared = key.kind().equals("Namespace") && !snapshot.live().all().isEmpty();
    return own.isEmpty() && shared ? api.get(key) : own;
  }

  private static ObjectStatus status(
      ObjectRef key, State state, String message, Optional<Diagnosis> diagnosis) {
    return new ObjectStatus(key, state, message, diagnosis);
  }
}
