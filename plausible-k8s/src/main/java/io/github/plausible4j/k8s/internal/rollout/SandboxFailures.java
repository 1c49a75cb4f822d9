package io.github.plausible4j.k8s.internal.rollout;

import static io.github.plausible4j.k8s.internal.rollout.FailureRule.lasting;

import java.util.List;

/** What nodes say when they cannot make the network and the sandbox of a pod. */
final class SandboxFailures {
  /** From particular to general. */
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
              "the node does not know the runtime class of the pod",
              "install the runtime on the node, or take the runtime class out of the pod",
              "no runtime for "),
          lasting(
              "the node cannot get the image of the pod's sandbox",
              "load registry.k8s.io/pause on the node, or let it reach that registry; k3s has it in"
                  + " its airgap images",
              "failed to get sandbox image",
              "failed to pull (?:and unpack )?image"),
          lasting(
              "the kubelet of the node names a resolv.conf that is not there",
              "let resolvConf of the kubelet name one that is, such as /etc/resolv.conf",
              "resolv\\.conf: no such file"),
          lasting(
              "the bridge of the node still has its address of another network of pods",
              "delete it on the node with: ip link delete cni0; the network add-on makes it again",
              "already has an IP address different"),
          lasting(
              "the node has no address left for the pod",
              "remove pods that nobody needs; addresses of pods that are gone stay behind in"
                  + " /var/lib/cni/networks after a crash of the node",
              "no IP addresses available",
              "failed to allocate for range",
              "failed to assign an IP address"),
          lasting(
              "the node is slow to start the pod",
              "wait; where it lasts, look at the node's disk and memory, for a slow or worn card is"
                  + " the usual reason on a board",
              "context deadline exceeded",
              "deadlineexceeded",
              "is reserved for"),
          lasting(
              "the node cannot set up the pod's network or sandbox",
              "see that the cluster's network add-on runs on the node: kubectl -n kube-system get"
                  + " pods -o wide"));

  private SandboxFailures() {}
}
