package io.github.plausible4j.k8s.internal.rollout;

import static io.github.plausible4j.k8s.internal.rollout.FailureRule.lasting;
import static io.github.plausible4j.k8s.internal.rollout.FailureRule.terminal;

import java.util.List;

/** What nodes say of images that they cannot pull and containers that they cannot start. */
final class StartFailures {
  static final FailureRule NO_PROGRAM =
      terminal(
          "the image lacks the program that the container starts",
          "use the image that the release names, or one that has the same programs",
          "executable file not found",
          "no such file or directory");

  static final FailureRule NOT_EXECUTABLE =
      terminal(
          "the program that the container starts cannot be executed",
          "use the image that the release names, or one whose program is executable for every user",
          "permission denied");

  /** Messages of a container that cannot get its image. */
  static final List<FailureRule> IMAGE =
      List.of(
          terminal(
              "the image does not exist for this node's architecture",
              "use an image whose index lists the node's architecture, or place the pod on a node"
                  + " whose architecture it lists",
              "no match for platform",
              "no matching manifest for"),
          terminal(
              "the registry asks for credentials that the cluster does not have",
              "create an image pull Secret for the registry in this namespace and name it with"
                  + " imagePullSecret in the stack, or mirror the image to a registry that needs"
                  + " none",
              "unauthorized",
              "authentication required",
              "pull access denied",
              "403 forbidden",
              "denied: "),
          lasting(
              "the registry refuses further pulls for now",
              "wait until the limit of the registry is over, pull with credentials, or use a"
                  + " mirror",
              "toomanyrequests",
              "429 too many requests"),
          lasting(
              "the node cannot reach the registry",
              "check DNS, proxy and firewall of the node, or pin images from a registry that it"
                  + " reaches",
              "no such host",
              "server misbehaving",
              "i/o timeout",
              "connection refused",
              "connection reset",
              "no route to host",
              "network is unreachable",
              "context deadline exceeded",
              "tls handshake",
              "x509",
              "unexpected EOF",
              "50[0234] (?:internal|bad gateway|service|gateway)"),
          lasting(
              "the node's disk is full",
              "free space on the node: crictl rmi --prune removes images that nothing uses",
              "no space left on device"),
          terminal(
              "the registry does not have this image or tag",
              "check name and tag of the image in the release; a mirror must hold it as well",
              "not found",
              "manifest unknown",
              "name unknown"),
          terminal(
              "the image's name is not valid",
              "correct the image's name in the release",
              "invalidimagename",
              "couldn't parse image"),
          terminal(
              "the image is not on the node, and the node may not pull it",
              "load the image on the node, or let it be pulled",
              "errimageneverpull"));

  /** Messages of a container that cannot be made or started. */
  static final List<FailureRule> START =
      List.of(
          lasting(
              "the node has not received the Secrets and ConfigMaps of the pod yet",
              "wait; where it lasts, see that the node reaches the API server",
              "failed to sync secret cache",
              "failed to sync configmap cache"),
          lasting(
              "the node is slow to start the container",
              "wait; where it lasts, look at the node's disk and memory, for a slow or worn card is"
                  + " the usual reason on a board",
              "context deadline exceeded",
              "deadlineexceeded",
              "is reserved for"),
          lasting(
              "the node's disk is full",
              "free space on the node: crictl rmi --prune removes images that nothing uses",
              "no space left on device"),
          LogFailures.WRONG_ARCHITECTURE,
          terminal(
              "the image would run as root, which the pod forbids",
              "use an image that runs as the user that the release names",
              "runasnonroot",
              "non-numeric user"),
          NO_PROGRAM,
          NOT_EXECUTABLE,
          terminal(
              "a Secret, a ConfigMap or a key in one is missing",
              "put the missing key back; a key of generated data cannot be generated again without"
                  + " losing what it protects",
              "couldn't find key",
              "not found"));

  private StartFailures() {}
}
