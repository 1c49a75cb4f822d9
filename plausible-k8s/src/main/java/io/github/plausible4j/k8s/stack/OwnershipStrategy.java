package io.github.plausible4j.k8s.stack;

/** How the user that a database runs as becomes the owner of a volume. */
public enum OwnershipStrategy {
  /**
   * The kubelet changes the group of the volume ({@code fsGroup}). Works with block and local
   * volumes and with CSI drivers that allow it; the kubelet ignores it on in-tree NFS and hostPath
   * volumes.
   */
  FS_GROUP,
  /**
   * The volume already belongs to the database's user, for example an NFS export whose directories
   * belong to uid 70 and 101. Nothing is changed.
   */
  PRE_OWNED,
  /**
   * An init container checks the owner and changes it only if it is wrong. It runs as root, so the
   * namespace has to allow the Pod Security level {@code baseline}, and an NFS export has to set
   * {@code no_root_squash}.
   */
  CHOWN_INIT
}
