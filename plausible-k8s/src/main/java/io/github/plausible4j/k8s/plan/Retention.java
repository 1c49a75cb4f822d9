package io.github.plausible4j.k8s.plan;

import java.util.Objects;

/** What becomes of the data when a stack is removed. */
public sealed interface Retention {

  /**
   * Volumes, their claims, the Secrets without which they are worth nothing and the namespace stay;
   * the same stack, applied later, takes them up again. A {@code Cluster} of CloudNativePG, whose
   * claims would go with it, stays and runs on.
   */
  Retention KEEP_DATA = new KeepData();

  /**
   * As {@link #KEEP_DATA}, but each claim is deleted after the cluster has made a VolumeSnapshot of
   * it that is ready to use. Needs the cluster's snapshot controller and a storage that can do it;
   * where there is none, nothing is deleted, and if one snapshot fails, no claim is. The snapshots
   * and the Secrets stay.
   */
  Retention SNAPSHOT_THEN_DELETE = new SnapshotThenDelete();

  /**
   * Everything goes, data included. Volumes whose reclaim policy is Retain, as all on NFS, leave
   * their files on the server. A namespace in which there are pods or claims of somebody else, or
   * another stack, stays.
   *
   * @param stackName the stack's name once more, so that nobody does this by accident
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
   * @param confirmedName the stack's name once more
   */
  record DeleteEverything(String confirmedName) implements Retention {
    public DeleteEverything {
      Objects.requireNonNull(confirmedName, "confirmedName");
    }
  }
}
