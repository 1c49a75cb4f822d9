package io.github.plausible4j.k8s.internal.rollout;

import static io.github.plausible4j.k8s.internal.rollout.FailureRule.lasting;
import static io.github.plausible4j.k8s.internal.rollout.FailureRule.terminal;

import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import java.util.List;
import java.util.Optional;

/** Why a claim has no volume. */
final class ClaimFailures {
  private static final FailureRule LOST =
      terminal(
          "the volume that the claim was bound to is gone",
          "bring the volume back, or restore a backup into a new one");

  /** What the controller of claims says; what comes after it shows that it is over. */
  private static final List<FailureRule> CONTROLLER =
      List.of(
          terminal(
              "there is no default StorageClass and the claim names none",
              "name a StorageClass in the stack's storage, make one the default, or use"
                  + " StorageSpec.nfs or StorageSpec.existingClaim",
              "no storage class is set"),
          terminal(
              "the StorageClass does not exist",
              "name one that `kubectl get storageclass` lists",
              "storageclass(?:\\.storage\\.k8s\\.io)? .*not found"),
          terminal(
              "the volume still belongs to a claim that was deleted",
              "delete the PersistentVolume that the message names with kubectl, which leaves the"
                  + " files on their NFS server, and apply again",
              "already bound to a different claim"),
          terminal(
              "the volume does not fit the claim",
              "give the claim a size, an access mode and a class that the volume has, or name"
                  + " another volume",
              "^(?:VolumeMismatch|ClaimMisbound): ",
              "cannot bind to requested volume"));

  private static final FailureRule LATE =
      lasting(
          "the storage provisioner has not made the volume yet",
          "see that the provisioner of the StorageClass runs: kubectl get pods -A, and its log",
          "^ExternalProvisioning: ");

  /** What a provisioner says, while the controller goes on to say that it waits for it. */
  private static final List<FailureRule> PROVISIONER =
      List.of(
          lasting(
              "the storage has no room for the volume",
              "free or add storage, or let the stack ask for less",
              "^ProvisioningFailed: .*(?:ResourceExhausted|(?:not enough|insufficient|no) (?:\\w+"
                  + " )?(?:space|capacity|storage)|quota)"),
          terminal(
              "the storage does not offer what the claim asks for",
              "choose another StorageClass: databases need ReadWriteOnce and a file system",
              "^ProvisioningFailed: .*(?:only supports?|unsupported|not supported|InvalidArgument)"),
          lasting(
              "the storage provisioner could not make the volume",
              "the provisioner's message says why",
              "^ProvisioningFailed: "));

  private ClaimFailures() {}

  /** Events of type Normal count as well: the one that matters most is of that type. */
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
