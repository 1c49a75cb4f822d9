package io.github.plausible4j.k8s.internal.cluster;

import io.github.plausible4j.k8s.plan.Change;
import io.github.plausible4j.k8s.plan.Change.Action;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For internal use only. A change with the objects that it needs.
 *
 * @param desired the object to apply; the live object if that is kept or deleted
 * @param live the object in the cluster, null if there is none
 * @param force whether the apply takes over fields that another manager owns
 */
public record Planned(Change change, KubeObject desired, @Nullable KubeObject live, boolean force) {

  /** Creates a change without fields and conflicts. */
  public static Planned of(
      KubeObject desired, @Nullable KubeObject live, Action action, String reason) {
    return of(desired, live, new Change(action, desired.ref(), List.of(), List.of(), reason));
  }

  static Planned of(KubeObject desired, @Nullable KubeObject live, Change change) {
    return new Planned(change, desired, live, false);
  }

  /** Creates an update that takes over fields that another field manager owns. */
  public static Planned forced(KubeObject desired) {
    return of(desired, null, Action.UPDATE, "").forced();
  }

  Planned forced() {
    return new Planned(change, desired, live, true);
  }

  /** The same object with another action. */
  public Planned with(Action action, String reason) {
    return of(desired, live, action, reason);
  }

  /** The object that changes. */
  public ObjectRef ref() {
    return change.object();
  }

  /** What happens to the object. */
  public Action action() {
    return change.action();
  }
}
