package io.github.plausible4j.k8s.internal.rollout;

import static io.github.plausible4j.k8s.internal.rollout.FailureRule.lasting;

import java.util.List;

/** Errors of nodes that cannot create the network and the sandbox of a pod. */
final class SandboxFailures {
  /** From specific to general. */
  static final List<FailureRule> RULES =
      List.of(
          ImageFailures.DISK_FULL,
          ImageFailures.DISK_FAILS,
          ImageFailures.RUNTIME,
          StartFailures.NO_MEMORY,
          StartFailures.NO_FILES,
          StartFailures.CONTROL_GROUPS,
          StartFailures.SECURITY_CONTEXT,
          lasting(
              "the node does not support the runtime class of the pod",
              "install the runtime on the node, or remove the runtime class from the pod",
              "no runtime for "),
          lasting(
              "the node cannot get the image of the pod's sandbox",
              "load registry.k8s.io/pause on the node, or let it reach that registry; k3s has it in"
                  + " its airgap images",
              "failed to get sandbox image",
              "failed to pull (?:and unpack )?image"),
          lasting(
              "the kubelet of the node names a resolv.conf that does not exist",
              "set resolvConf of the kubelet to an existing file, such as /etc/resolv.conf",
              "resolv\\.conf: no such file"),
          lasting(
              "the node's bridge still has an address of an earlier pod network",
              "delete it on the node with: ip link delete cni0; the network add-on creates it"
                  + " again",
              "already has an IP address different"),
          lasting(
              "the node has no IP address left for the pod",
              "remove pods that nobody needs; after a crash of the node, addresses of deleted"
                  + " pods remain in /var/lib/cni/networks",
              "no IP addresses available",
              "failed to allocate for range",
              "failed to assign an IP address"),
          lasting(
              "the node is slow to start the pod",
              "wait; if it lasts, check the node's disk and memory; on a board, the usual reason"
                  + " is a slow or worn card",
              "context deadline exceeded",
              "deadlineexceeded",
              "is reserved for"),
          lasting(
              "the node cannot set up the pod's network or sandbox",
              "check that the cluster's network add-on runs on the node: kubectl -n kube-system"
                  + " get pods -o wide"));

  private SandboxFailures() {}
}
