package io.github.plausible4j.k8s.internal.rollout;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What kubelets say of volumes that they cannot mount, and what it means. */
final class MountSymptoms {
  private static final List<Symptom> NFS =
      List.of(
          Symptom.terminal(
              "the node has no NFS client",
              "install it on every node that may run the pod: apt-get install nfs-common, or"
                  + " nfs-utils",
              "helper program",
              "mount.nfs: not found",
              "unknown filesystem type"),
          Symptom.terminal(
              "the NFS server refuses the node",
              "add the node's address to the export, and run exportfs -ra on the server",
              "access denied by server"),
          Symptom.terminal(
              "the directory does not exist on the NFS server",
              "make the directories postgres, clickhouse and plausible below the path of"
                  + " StorageSpec.nfs, and see that this path is exported",
              "no such file or directory"),
          Symptom.terminal(
              "the NFS server does not speak the version that is asked for",
              "turn on NFS 4.1 or later on the server; databases need it",
              "protocol not supported",
              "version or transport protocol is not supported"),
          Symptom.lasting(
              "the node does not reach the NFS server",
              "see that the server runs, that the node knows its name, and that its firewall lets"
                  + " the node in on port 2049",
              "connection timed out",
              "connection refused",
              "no route to host",
              "host is down",
              "failed to resolve server",
              "deadlineexceeded"));

  private static final List<Symptom> ANY =
      List.of(
          Symptom.lasting(
              "the volume is still attached to another node",
              "wait until the old pod is gone; where its node is dead, delete the node, or the pod"
                  + " by force",
              "multi-attach error"),
          Symptom.lasting(
              "a Secret or ConfigMap that the pod mounts is not there",
              "apply the stack again; a Secret that was named with SecretSource.existing has to be"
                  + " made before",
              "secret \"",
              "configmap \""),
          Symptom.terminal(
              "the directory of the volume does not exist on the node",
              "make it, with the owner that the stack's guide names",
              "does not exist",
              "no such file or directory"));

  private MountSymptoms() {}

  /** In the order in which they are looked for in a message. */
  static List<Symptom> of(String message) {
    boolean nfs = message.toLowerCase(Locale.ROOT).contains("nfs");
    return nfs ? Stream.concat(NFS.stream(), ANY.stream()).toList() : ANY;
  }
}
