package io.github.plausible4j.k8s.internal.rollout;

import static io.github.plausible4j.k8s.internal.rollout.FailureRule.lasting;
import static io.github.plausible4j.k8s.internal.rollout.FailureRule.terminal;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What nodes say of volumes that they cannot mount. */
final class MountFailures {
  private static final List<FailureRule> NFS =
      List.of(
          terminal(
              "the node has no NFS client",
              "install it on every node that may run the pod: apt-get install nfs-common, or"
                  + " nfs-utils",
              "helper program",
              "mount\\.nfs4?: not found",
              "unknown filesystem type"),
          terminal(
              "the NFS server refuses the node",
              "add the node's address to the export, and run exportfs -ra on the server",
              "access denied by server",
              "operation not permitted"),
          terminal(
              "the directory does not exist on the NFS server",
              "make the directories postgres, clickhouse and plausible below the path of"
                  + " StorageSpec.nfs, and see that this path is exported",
              "no such file or directory"),
          terminal(
              "the NFS server does not speak the version that is asked for",
              "turn on NFS 4.1 or later on the server; databases need it",
              "protocol not supported",
              "version or transport protocol is not supported"),
          lasting(
              "the node does not reach the NFS server",
              "see that the server runs, that the node knows its name, and that its firewall lets"
                  + " the node in on port 2049",
              "connection timed out",
              "connection refused",
              "no route to host",
              "network is unreachable",
              "host is down",
              "failed to resolve server",
              "name or service not known",
              "deadlineexceeded"));

  private static final List<FailureRule> ANY =
      List.of(
          lasting(
              "the volume is still attached to another node",
              "wait until the old pod is gone; where its node is dead, delete the node, or the pod"
                  + " by force",
              "multi-attach error"),
          lasting(
              "a Secret or ConfigMap that the pod mounts is not there",
              "apply the stack again; a Secret that was named with SecretSource.existing has to be"
                  + " made before",
              "secret \"",
              "configmap \""),
          lasting(
              "the driver of the volume is not registered on the node",
              "see that the pods of the storage driver run on the node: kubectl get pods -A -o"
                  + " wide",
              "driver name \\S+ not found in the list of registered csi drivers"),
          terminal(
              "the file system of the volume is damaged",
              "repair it on the node with fsck, or restore a backup into a new volume",
              "wrong fs type",
              "fsck.* found errors",
              "bad superblock",
              "structure needs cleaning"),
          terminal(
              "the directory of the volume does not exist on the node",
              "make it, with the owner that the stack's guide names",
              "does not exist",
              "no such file or directory"));

  private MountFailures() {}

  /** The rules for a message, from particular to general. */
  static List<FailureRule> of(String message) {
    boolean nfs = message.toLowerCase(Locale.ROOT).contains("nfs");
    return nfs ? Stream.concat(NFS.stream(), ANY.stream()).toList() : ANY;
  }
}
