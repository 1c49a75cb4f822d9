package io.github.plausible4j.k8s.plan;

import java.util.Objects;

/** What happens to the data when a stack is removed. */
public sealed interface Retention {

  /**
   * Keeps the namespace, the volumes, their claims and the Secrets that are needed to read them.
   * The same stack, applied later, uses them again. A {@code Cluster} of CloudNativePG keeps
   * running, because its claims would be deleted with it.
   */
  Retention KEEP_DATA = new KeepData();

  /**
   * As {@link #KEEP_DATA}, but each claim is deleted after its VolumeSnapshot is ready to use. This
   * needs the cluster's snapshot controller and a storage driver that supports snapshots; without
   * them, nothing is deleted. If one snapshot fails, no claim is deleted. The snapshots and the
   * Secrets stay.
   */
  Retention SNAPSHOT_THEN_DELETE = new SnapshotThenDelete();

  /**
   * Deletes everything, including the data. Volumes with the reclaim policy Retain, such as all
   * volumes on NFS, leave their files on the server. A namespace that contains another stack, or
   * pods or claims of other applications, is kept.
   *
   * @param stackName the name of the stack, repeated so that nobody does this by accident
   */
  static Retention deleteEverything(String stackName) {
    return new DeleteEverything(stackName);
  }

  /** See {@link #KEEP_DATA}. */
  record KeepData() implements Retention {}

  /** See {@link #SNAPSHOT_THEN_DELETE}. */
  record SnapshotThenDelete() implements Retention {}

  /**
   * See {@link #deleteEverything}.
   *
   * @param confirmedName the repeated name of the stack
   */
  record DeleteEverything(String confirmedName) implements Retention {
    public DeleteEverything {
      Objects.requireNonNull(confirmedName, "confirmedName");
    }
  }
}
