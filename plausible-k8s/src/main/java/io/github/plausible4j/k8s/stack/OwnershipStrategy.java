package io.github.plausible4j.k8s.stack;

/** How a volume comes to belong to the user that a database runs as. */
public enum OwnershipStrategy {
  /**
   * The kubelet changes the group of the volume ({@code fsGroup}). Works with block and local
   * volumes and with CSI drivers that allow it; the kubelet ignores it on in-tree NFS and hostPath
   * volumes.
   */
  FS_GROUP,
  /**
   * The volume belongs to the database's user already, for example an NFS export whose directories
   * were given to uid 70 and 101. Nothing is changed.
   */
  PRE_OWNED,
  /**
   * An init container looks at the owner and changes it only where it is wrong. It runs as root, so
   * the namespace has to allow Pod Security "baseline", and an NFS export has to set {@code
   * no_root_squash}.
   */
  CHOWN_INIT
}
