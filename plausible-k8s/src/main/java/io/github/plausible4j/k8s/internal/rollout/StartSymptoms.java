package io.github.plausible4j.k8s.internal.rollout;

import java.util.List;

/** What kubelets say of containers that they cannot make or start, and what it means. */
final class StartSymptoms {
  /** In the order in which they are looked for in a message. */
  static final List<Symptom> ALL =
      List.of(
          Symptom.lasting(
              "the node has not received the Secrets and ConfigMaps of the pod yet",
              "wait; where it lasts, see that the node reaches the API server",
              "failed to sync secret cache",
              "failed to sync configmap cache"),
          Symptom.lasting(
              "the node is slow to start the container",
              "wait; where it lasts, look at the node's disk and memory, for a slow or worn card is"
                  + " the usual reason on a board",
              "context deadline exceeded",
              "deadlineexceeded",
              "is reserved for"),
          Symptom.lasting(
              "the node's disk is full",
              "free space on the node: crictl rmi --prune removes images that nothing uses",
              "no space left on device"),
          KnownFailures.WRONG_ARCHITECTURE,
          Symptom.terminal(
              "the image lacks the program that the container starts",
              "use the image that the release names, or one that has the same programs",
              "executable file not found",
              "no such file or directory"),
          Symptom.terminal(
              "the image would run as root, which the pod forbids",
              "use an image that runs as the user that the release names",
              "runasnonroot"),
          Symptom.terminal(
              "a Secret, a ConfigMap or a key in one is missing",
              "put the missing key back; a key of generated data cannot be made anew without losing"
                  + " what it protects",
              "couldn't find key",
              "not found"));

  private StartSymptoms() {}
}
