package io.github.plausible4j.k8s.internal.rollout;

import static io.github.plausible4j.k8s.internal.rollout.FailureRule.lasting;
import static io.github.plausible4j.k8s.internal.rollout.FailureRule.terminal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Errors of nodes about volumes that they cannot mount. */
final class MountFailures {
  private static final List<FailureRule> NFS =
      List.of(
          terminal(
              "the node has no NFS client",
              "install it on every node that may run the pod: apt-get install nfs-common, or"
                  + " nfs-utils",
              "helper program",
              "mount\\.nfs4?: (?:command )?not found",
              "mount\\.nfs4?: no such device",
              "unknown filesystem type"),
          terminal(
              "the NFS server does not support the requested version",
              "turn on NFS 4.1 or later on the server; databases need it",
              "protocol not supported",
              "version or transport protocol is not supported",
              "rpc\\.statd",
              "incorrect mount option"),
          terminal(
              "the NFS server rejects the node",
              "add the node's address to the export, and run exportfs -ra on the server",
              "access denied by server",
              "operation not permitted",
              "permission denied"),
          terminal(
              "the directory does not exist on the NFS server",
              "create the directories postgres, clickhouse and plausible below the path of"
                  + " StorageSpec.nfs, and check that this path is exported",
              "no such file or directory",
              "not a directory"),
          StartFailures.STALE,
          lasting(
              "the NFS server cannot serve the directory",
              "read the log of the NFS server, and check the disk of the export",
              "input/output error",
              "remote i/o error",
              "unknown error 52\\d"),
          lasting(
              "the node cannot reach the NFS server",
              "check that the server runs, that the node can resolve its name, and that its"
                  + " firewall lets the node in on port 2049",
              "connection (?:timed out|refused|reset)",
              "program not registered",
              "unable to receive",
              "remote system error",
              "signal: (?:terminated|killed)",
              "no route to host",
              "network is unreachable",
              "host is down",
              "failed to resolve server",
              "name or service not known",
              "name resolution",
              "deadline ?exceeded"));

  private static final List<FailureRule> ANY =
      List.of(
          lasting(
              "the volume is still attached to another node",
              "wait until the old pod is gone; if its node is dead, delete the node, or force"
                  + " the deletion of the pod",
              "multi-attach error",
              "already (?:exclusively )?attached to",
              "is already used by pod",
              "volumeattachment .*is being deleted"),
          StartFailures.NOT_RECEIVED,
          lasting(
              "the claim of the pod is being deleted",
              "wait until it is gone, then apply again, and restore a backup into the new one",
              "pvc is being deleted"),
          terminal(
              "the node has no iSCSI client",
              "install it on every node that may run the pod: apt-get install open-iscsi, or"
                  + " iscsi-initiator-utils",
              "iscsiadm\\W.*(?:not found|no such file)"),
          lasting(
              "something else on the node uses the disk of the volume",
              "multipathd claims such disks: exclude them in /etc/multipath.conf; or unmount the"
                  + " disk where it is mounted",
              "already mounted or mount point busy",
              "apparently in use by the system"),
          terminal(
              "the file system of the volume is damaged",
              "repair it on the node with fsck, or restore a backup into a new volume",
              "wrong fs type",
              "fsck.* found errors",
              "bad superblock",
              "can't read superblock",
              "system call failed: structure needs cleaning"),
          ImageFailures.DISK_FULL,
          ImageFailures.DISK_FAILS,
          CreationFailures.NO_ACCOUNT,
          lasting(
              "a Secret or ConfigMap that the pod mounts does not exist",
              "apply the stack again; create a Secret of SecretSource.existing first",
              "secrets? \"",
              "configmaps? \"",
              "references non-existent"),
          lasting(
              "the driver of the volume is not registered on the node",
              "check that the pods of the storage driver run on the node: kubectl get pods -A -o"
                  + " wide",
              "driver name \\S+ not found in the list of registered csi drivers",
              "no volume plugin matched",
              "does not contain driver",
              "has no NodeID annotation"),
          terminal(
              "the node may not change the group of the volume's files",
              "choose OwnershipStrategy.PRE_OWNED, and change the owner of the files on the"
                  + " volume to the pod's user",
              "applyFSGroup failed.*(?:operation not permitted|permission denied)"),
          terminal(
              "the node does not support the file system of the volume",
              "install its programs on the node, for example xfsprogs, or choose another one in the"
                  + " StorageClass",
              "unknown filesystem type",
              "mkfs\\S* failed",
              "executable file not found"),
          lasting(
              "the storage driver cannot attach the volume to the node",
              "read the log of the storage driver's pods, and check that the driver knows the node",
              "external-attacher",
              "failed to attach",
              "couldn't attach",
              "hasn't been attached",
              "operation with the given volume",
              "code = NotFound desc = node ",
              "attachment timed out",
              "not ready for workloads"),
          lasting(
              "the node does not have the disk of the volume",
              "read the node's kernel log (dmesg), and check that the disk is plugged in",
              "special device \\S+ does not exist",
              "no such device"),
          lasting(
              "the volume no longer exists in the storage",
              "restore the volume in the storage system, or delete claim and volume and restore"
                  + " a backup into a new one",
              "code = NotFound desc = (?!node )",
              "volume \"?[\\w-]*\\d[\\w-]*\"? (?:not found|does not exist)"),
          lasting(
              "the node cannot reach the storage of the volume",
              "check that the storage system runs, and that its firewall lets the node in",
              "connection (?:timed out|refused|reset)",
              "no route to host",
              "host is down",
              "endpoint is not connected",
              "deadline ?exceeded"),
          terminal(
              "the directory of the volume does not exist on the node",
              "create it, with the owner that the guide of the stack names",
              "does not exist",
              "no such file or directory",
              "hostpath type check failed"));

  /** Repeated until the node succeeds. An earlier event may have the reason. */
  private static final FailureRule OTHER =
      lasting("a volume of the pod cannot be mounted", "the node's message says why");

  private MountFailures() {}

  /** The rule for messages, newest first. A specific rule takes precedence over the general one. */
  static FailureRule.Match of(List<String> messages) {
    return messages.stream()
        .flatMap(each -> particular(each).map(rule -> new FailureRule.Match(rule, each)).stream())
        .findFirst()
        .orElseGet(() -> new FailureRule.Match(OTHER, messages.get(0)));
  }

  private static Optional<FailureRule> particular(String message) {
    Optional<FailureRule> nfs =
        message.toLowerCase(Locale.ROOT).contains("nfs")
            ? FailureRule.first(NFS, message)
            : Optional.empty();
    return nfs.or(() -> FailureRule.first(ANY, message));
  }
}
