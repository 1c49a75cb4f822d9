package io.github.plausible4j.k8s.internal.rollout;

import static io.github.plausible4j.k8s.internal.rollout.FailureRule.lasting;
import static io.github.plausible4j.k8s.internal.rollout.FailureRule.terminal;

import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import java.util.List;
import java.util.Optional;

/** Finds out why a claim has no volume. */
final class ClaimFailures {
  private static final FailureRule LOST =
      terminal(
          "the volume that the claim was bound to is gone",
          "restore the volume, or restore a backup into a new volume");

  /** Messages of the claim controller. A later message shows that the failure is over. */
  private static final List<FailureRule> CONTROLLER =
      List.of(
          terminal(
              "there is no default StorageClass and the claim names none",
              "name a StorageClass in the stack's storage, make one the default, or use"
                  + " StorageSpec.nfs or StorageSpec.existingClaim",
              "no storage class is set"),
          terminal(
              "the StorageClass does not exist",
              "use one that `kubectl get storageclass` lists",
              "storageclass(?:\\.storage\\.k8s\\.io)? .*not found"),
          terminal(
              "the volume still belongs to a claim that was deleted",
              "delete the PersistentVolume that the message names with kubectl, which leaves the"
                  + " files on their NFS server, and apply again",
              "already bound to a different claim"),
          terminal(
              "the volume does not fit the claim",
              "give the claim the size, access mode and class of the volume, or name another"
                  + " volume",
              "^(?:VolumeMismatch|ClaimMisbound): ",
              "cannot bind to requested volume"));

  private static final FailureRule LATE =
      lasting(
          "the storage provisioner has not created the volume yet",
          "check that the provisioner of the StorageClass runs (kubectl get pods -A), and read"
              + " its log",
          "^ExternalProvisioning: ");

  /**
   * Messages of a provisioner, while the claim controller reports that it waits for the
   * provisioner.
   */
  private static final List<FailureRule> PROVISIONER =
      List.of(
          lasting(
              "the storage has no room for the volume",
              "free or add storage, or request less in the stack",
              "^ProvisioningFailed: .*(?:ResourceExhausted|(?:not enough|insufficient|no) (?:\\w+"
                  + " )?(?:space|capacity|storage)|quota)"),
          terminal(
              "the storage does not support what the claim requests",
              "choose another StorageClass: databases need ReadWriteOnce and a file system",
              "^ProvisioningFailed: .*(?:only supports?|unsupported|not supported|InvalidArgument)"),
          lasting(
              "the storage provisioner could not create the volume",
              "the provisioner's message says why",
              "^ProvisioningFailed: "));

  private ClaimFailures() {}

  /** Reads events of type Normal, too: the most important one is of that type. */
  static Optional<Finding> of(KubeObject claim, ClusterView view) {
    return switch (claim.text("/status/phase")) {
      case "Lost" ->
          Optional.of(
              finding(claim, view, LOST, "phase Lost, volume " + claim.text("/spec/volumeName")));
      case "Pending" -> pending(claim, view);
      default -> Optional.empty();
    };
  }

  private static Optional<Finding> pending(KubeObject claim, ClusterView view) {
    List<String> messages =
        view.events(claim.uid()).stream()
            .map(event -> event.text("/reason") + ": " + event.text("/message"))
            .toList();
    for (String message : messages) {
      Optional<FailureRule> said =
          FailureRule.first(CONTROLLER, message).or(() -> FailureRule.first(PROVISIONER, message));
      if (said.isPresent()) {
        return said.map(rule -> finding(claim, view, rule, message));
      }
      if (LATE.matches(message)) {
        return Optional.of(
            provisioner(claim, view, messages)
                .orElseGet(() -> finding(claim, view, LATE, message)));
      }
    }
    return Optional.empty();
  }

  private static Optional<Finding> provisioner(
      KubeObject claim, ClusterView view, List<String> messages) {
    return messages.stream()
        .filter(message -> FailureRule.first(CONTROLLER, message).isEmpty())
        .flatMap(
            message ->
                FailureRule.first(PROVISIONER, message)
                    .map(rule -> finding(claim, view, rule, message))
                    .stream())
        .findFirst();
  }

  private static Finding finding(
      KubeObject claim, ClusterView view, FailureRule rule, String message) {
    return rule.finding(ContainerContext.ofPod(claim, view), message, List.of(message));
  }
}
