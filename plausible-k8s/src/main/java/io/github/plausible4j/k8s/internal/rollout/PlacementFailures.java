package io.github.plausible4j.k8s.internal.rollout;

import static io.github.plausible4j.k8s.internal.rollout.FailureRule.lasting;

import java.util.List;

/** Reasons why a pod gets no node, in the words of the scheduler. */
final class PlacementFailures {
  private static final String TAINTED = "every suitable node keeps pods away by a taint";
  private static final String TAINTED_REMEDY =
      "give the stack a toleration for the taint, or remove the taint: kubectl taint nodes NAME"
          + " KEY-";

  /**
   * The scheduler counts the nodes by reason, so one message may have several reasons. Those that
   * somebody has to fix come before those that may pass. A taint of control planes is normal.
   */
  static final List<FailureRule> RULES =
      List.of(
          lasting(
              "a scheduling gate holds the pod back",
              "list the gates of the pod: kubectl get pod NAME -o"
                  + " jsonpath={.spec.schedulingGates}; a queue such as Kueue removes its own"
                  + " when there is room",
              "scheduling gates"),
          lasting(
              "the claim of the pod is being deleted",
              "wait until it is gone, then apply again, and restore a backup into the new one",
              "persistentvolumeclaim \"[^\"]*\" is being deleted"),
          lasting(
              "another pod uses the volume, and only one may",
              "remove the other pod, or wait until it has ended",
              "ReadWriteOncePod"),
          lasting(
              "a volume of the pod has no storage yet",
              "read the claim's events; the provisioner of its StorageClass has to run",
              "unbound (?:immediate )?persistentvolumeclaims",
              "persistentvolumeclaim \"",
              "binding volumes",
              "storageclass\\S* \"[^\"]*\" not found",
              "pvc\\(s\\) bound to non-existent pv"),
          lasting(
              "no existing volume fits the claim on a node that may run the pod",
              "create a PersistentVolume with the claim's class and size on such a node, or use"
                  + " a StorageClass that provisions volumes",
              "find available persistent volumes to bind",
              "did not have enough free storage"),
          lasting(
              "the volume of the pod is on another node than those that may run it",
              "run the pod where its volume is: change the stack's node selector, or move the"
                  + " data to a volume that this node can reach",
              "volume node affinity conflict",
              "match persistentvolume's node affinity",
              "no available volume zone"),
          lasting(
              "no node has the memory that the pod requests",
              "free memory, add a node, or give the component a smaller request in the stack's"
                  + " resources",
              "insufficient memory"),
          lasting(
              "no node has the CPU that the pod requests",
              "free capacity, add a node, or give the component a smaller request in the stack's"
                  + " resources",
              "insufficient cpu"),
          lasting(
              "no node has the disk space that the pod requests",
              "free space on a node's disk, or add a node",
              "insufficient ephemeral-storage"),
          lasting(
              "no node has a resource that the pod requests",
              "add a node with the resource that the message names, or remove the request for it"
                  + " from the pod",
              "insufficient \\S+"),
          lasting(
              "every suitable node runs as many pods as it may",
              "add a node, remove pods that nobody needs, or raise maxPods of the kubelet",
              "too many pods"),
          lasting(
              "every suitable node has as many volumes attached as it may",
              "add a node, or use a kind of storage without such a limit",
              "max volume count"),
          lasting(
              "the host port of the pod is in use on every suitable node",
              "remove the host port from the pod, or stop the pod that uses it",
              "free ports for the requested pod ports"),
          lasting(
              "no suitable node is ready",
              "find the node with `kubectl get nodes`, and restart it or its kubelet",
              "node\\.kubernetes\\.io/(?:not-ready|unreachable|network-unavailable|out-of-service)",
              "node\\.cloudprovider\\.kubernetes\\.io/(?:uninitialized|shutdown)",
              "node\\(s\\) (?:were|was) not ready"),
          lasting(
              "every suitable node is short of disk or memory",
              "free disk space or memory on the node; it then accepts pods again",
              "node\\.kubernetes\\.io/(?:disk|memory|pid)-pressure",
              "node\\(s\\) had \\w+ pressure"),
          lasting(
              "every suitable node is cordoned",
              "uncordon one with kubectl uncordon",
              "node\\.kubernetes\\.io/unschedulable",
              "node\\(s\\) were unschedulable"),
          lasting(TAINTED, TAINTED_REMEDY, "taint \\{?(?!node-role\\.)[\\w./-]+[:=]"),
          lasting(
              "no node matches the pod's architecture or node selector",
              "label a node, or choose another architecture or node selector in the stack",
              "match (?:pod's )?node (?:affinity|selector)",
              "match the requested node name",
              "filtered out by the prefilter"),
          lasting(
              "the pod's affinity or topology spread leaves it no node",
              "relax the affinity or the spread of the pod, or add a node",
              "anti-affinity",
              "pod affinity",
              "topology spread constraints"),
          lasting(TAINTED, TAINTED_REMEDY, "untolerated taint", "node\\(s\\) had taint"),
          lasting(
              "the cluster has no node",
              "add a node, or find out with `kubectl get nodes` why none is ready",
              "no nodes available",
              "0/0 nodes",
              "nodeinfo snapshot is empty"),
          lasting("the pod gets no node", "the scheduler's message says why"));

  private PlacementFailures() {}
}
