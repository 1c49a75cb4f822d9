package io.github.plausible4j.k8s.internal.rollout;

import static io.github.plausible4j.k8s.internal.rollout.FailureRule.lasting;

import java.util.List;

/** Why no node takes a pod, in the words of the scheduler. */
final class PlacementFailures {
  private static final String TAINTED = "every node that fits keeps pods away by a taint";
  private static final String TAINTED_REMEDY =
      "give the stack a toleration for the taint, or remove the taint: kubectl taint nodes NAME"
          + " KEY-";

  /**
   * The scheduler counts the nodes by reason, so one message may hold several: what only somebody's
   * action changes comes before what passes. A taint of control planes is usual.
   */
  static final List<FailureRule> RULES =
      List.of(
          lasting(
              "something holds the pod back from the scheduler",
              "see which gates the pod has: kubectl get pod NAME -o jsonpath={.spec.schedulingGates};"
                  + " a queue such as Kueue takes its own away when there is room",
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
              "look at the claim's events; the provisioner of its StorageClass must be running",
              "unbound (?:immediate )?persistentvolumeclaims",
              "persistentvolumeclaim \"",
              "binding volumes",
              "storageclass\\S* \"[^\"]*\" not found",
              "pvc\\(s\\) bound to non-existent pv"),
          lasting(
              "no volume that exists fits the claim on a node that may run the pod",
              "make a PersistentVolume of the claim's class and size on such a node, or use a"
                  + " StorageClass that makes volumes by itself",
              "find available persistent volumes to bind",
              "did not have enough free storage"),
          lasting(
              "the volume of the pod is on another node than those that may run it",
              "let the pod run where its volume is: change the stack's node selector, or move the"
                  + " data to a volume that this node reaches",
              "volume node affinity conflict",
              "match persistentvolume's node affinity",
              "no available volume zone"),
          lasting(
              "no node has the memory that the pod asks for",
              "free memory, add a node, or give the component a smaller request in the stack's"
                  + " resources",
              "insufficient memory"),
          lasting(
              "no node has the processor time that the pod asks for",
              "free capacity, add a node, or give the component a smaller request in the stack's"
                  + " resources",
              "insufficient cpu"),
          lasting(
              "no node has the disk space that the pod asks for",
              "free space on a node's disk, or add a node",
              "insufficient ephemeral-storage"),
          lasting(
              "no node has what the pod asks for",
              "add a node that has the resource that the message names, or take the request for it"
                  + " out of the pod",
              "insufficient \\S+"),
          lasting(
              "every node that fits runs as many pods as it may",
              "add a node, remove pods that nobody needs, or raise maxPods of the kubelet",
              "too many pods"),
          lasting(
              "every node that fits has as many volumes attached as it may",
              "add a node, or use a kind of storage without such a limit",
              "max volume count"),
          lasting(
              "the port of the host that the pod asks for is taken on every node that fits",
              "take the host port out of the pod, or stop the pod that has it",
              "free ports for the requested pod ports"),
          lasting(
              "every node that fits is not ready",
              "see with `kubectl get nodes` which one it is, and start it or its kubelet again",
              "node\\.kubernetes\\.io/(?:not-ready|unreachable|network-unavailable|out-of-service)",
              "node\\.cloudprovider\\.kubernetes\\.io/(?:uninitialized|shutdown)",
              "node\\(s\\) (?:were|was) not ready"),
          lasting(
              "every node that fits is short of disk or memory",
              "free disk space or memory on the node; it takes pods again by itself",
              "node\\.kubernetes\\.io/(?:disk|memory|pid)-pressure",
              "node\\(s\\) had \\w+ pressure"),
          lasting(
              "every node that fits is cordoned",
              "open one with kubectl uncordon",
              "node\\.kubernetes\\.io/unschedulable",
              "node\\(s\\) were unschedulable"),
          lasting(TAINTED, TAINTED_REMEDY, "taint \\{?(?!node-role\\.)[\\w./-]+[:=]"),
          lasting(
              "no node is of the kind that the pod may run on",
              "label a node, or choose another architecture or node selector in the stack",
              "match (?:pod's )?node (?:affinity|selector)",
              "match the requested node name",
              "filtered out by the prefilter"),
          lasting(
              "a rule of the pod about other pods leaves it no node",
              "relax the affinity or the spreading of the pod, or add a node",
              "anti-affinity",
              "pod affinity",
              "topology spread constraints"),
          lasting(TAINTED, TAINTED_REMEDY, "untolerated taint", "node\\(s\\) had taint"),
          lasting(
              "the cluster has no node for it",
              "add a node, or see with `kubectl get nodes` why none is ready",
              "no nodes available",
              "0/0 nodes",
              "nodeinfo snapshot is empty"),
          lasting("no node takes the pod", "the scheduler's message says why"));

  private PlacementFailures() {}
}
