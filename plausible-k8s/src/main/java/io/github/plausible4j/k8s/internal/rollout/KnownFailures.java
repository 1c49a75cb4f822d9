package io.github.plausible4j.k8s.internal.rollout;

import java.util.List;

/** What clusters and containers say, and what it means for a stack. */
final class KnownFailures {
  private KnownFailures() {}

  /** Said by a container that ended, and by a node that could not start one. */
  static final Symptom WRONG_ARCHITECTURE =
      Symptom.terminal(
          "the image is for another architecture than the node's",
          "use an image that lists the node's architecture in its index",
          "exec format error");

  /** Messages of a container that cannot get its image. */
  static final List<Symptom> IMAGE =
      List.of(
          Symptom.terminal(
              "the image does not exist for this node's architecture",
              "use an image whose index lists the node's architecture, or place the pod on a node"
                  + " whose architecture it lists",
              "no match for platform",
              "no matching manifest for"),
          Symptom.terminal(
              "the registry asks for credentials that the cluster does not have",
              "create an image pull Secret for the registry in this namespace and name it in the"
                  + " service account, or mirror the image to a registry that needs none",
              "unauthorized",
              "authentication required",
              "pull access denied",
              "403 forbidden"),
          Symptom.terminal(
              "the registry does not have this image or tag",
              "check name and tag of the image in the release; a mirror must hold it as well",
              "not found",
              "manifest unknown",
              "name unknown"),
          Symptom.terminal(
              "the image's name is not valid",
              "correct the image's name in the release",
              "invalidimagename",
              "couldn't parse image"),
          Symptom.lasting(
              "the node cannot reach the registry",
              "check DNS, proxy and firewall of the node, or pin images from a registry that it"
                  + " reaches",
              "no such host",
              "i/o timeout",
              "connection refused",
              "tls handshake",
              "x509"));

  /** Lines in the log of a container that ended. */
  static final List<Symptom> LOG =
      List.of(
          Symptom.terminal(
              "the processor lacks instructions that the program needs",
              oldProcessorRemedy(),
              "illegal instruction"),
          WRONG_ARCHITECTURE,
          Symptom.terminal(
              "the database user may not do this",
              "an external server's user has to own the database, and on ClickHouse to create,"
                  + " alter and drop tables and dictionaries",
              "permission denied for ",
              "permission denied to create",
              "must be owner of",
              "not enough privileges"),
          Symptom.terminal(
              "the container may not own the files of its volume",
              "on NFS, export with no_root_squash while the owner is changed, or let the export"
                  + " belong to the container's user id and choose OwnershipStrategy.PRE_OWNED",
              "operation not permitted",
              "has wrong ownership",
              "permission denied"),
          Symptom.terminal(
              "the data were written by another major version of PostgreSQL",
              "go back to the image of the version that wrote them, or back up with that version"
                  + " and restore into an empty volume",
              "database files are incompatible with server"),
          Symptom.terminal(
              "the password in the Secret is not the one that the database has",
              "put the old password back into the Secret, or set it in the database to the"
                  + " Secret's; a changed Secret alone never changes a database's password",
              "code: 516",
              "authentication_failed",
              "password authentication failed"),
          Symptom.terminal(
              "SECRET_KEY_BASE is too short",
              "use at least 64 bytes, for example of: openssl rand -base64 48",
              "secret_key_base to be at least 64",
              "secret_key_base must be at least"),
          Symptom.terminal(
              "TOTP_VAULT_KEY is not 32 bytes in base64",
              "use the output of: openssl rand -base64 32; if two-factor logins exist, the key they"
                  + " were made with is the only one that works",
              "totp_vault_key"),
          Symptom.lasting(
              "the volume is full",
              "enlarge the claim, or delete what is not needed on the volume",
              "no space left on device"));

  /** Messages of the scheduler, and of events at claims. */
  static final List<Symptom> PLACEMENT =
      List.of(
          Symptom.terminal(
              "there is no default StorageClass and the claim names none",
              "name a StorageClass in the stack's storage, make one the default, or use"
                  + " StorageSpec.nfs or StorageSpec.existingClaim",
              "no storage class is set"),
          Symptom.terminal(
              "the StorageClass does not exist",
              "name one that `kubectl get storageclass` lists",
              "storageclass.storage.k8s.io"),
          Symptom.terminal(
              "the volume still belongs to a claim that was deleted",
              "delete the PersistentVolume that the message names with kubectl, which leaves the"
                  + " files on their NFS server, and apply again",
              "already bound to a different claim"),
          Symptom.lasting(
              "no node has the memory that the pod asks for",
              "free memory, add a node, or give the component a smaller request in the stack's"
                  + " resources",
              "insufficient memory"),
          Symptom.lasting(
              "no node has the processor time that the pod asks for",
              "free capacity, add a node, or give the component a smaller request in the stack's"
                  + " resources",
              "insufficient cpu"),
          Symptom.lasting(
              "a volume of the pod has no storage yet",
              "look at the claim's events; the provisioner of its StorageClass must be running",
              "unbound immediate persistentvolumeclaims",
              "persistentvolumeclaim \""),
          Symptom.lasting(
              "no node is of the kind that the pod may run on",
              "label a node, or choose another architecture or node selector in the stack",
              "didn't match pod's node affinity/selector",
              "node(s) had volume node affinity conflict"),
          Symptom.lasting(
              "every node that fits keeps pods away by a taint",
              "remove the taint, or make the node ready again",
              "untolerated taint"),
          Symptom.lasting(
              "the cluster has no node for it",
              "add a node, or see with `kubectl get nodes` why none is ready",
              "no nodes available"));

  /** Messages of controllers that may not create pods. */
  static final List<Symptom> CREATION =
      List.of(
          Symptom.lasting(
              "a ResourceQuota of the namespace is used up",
              "raise the quota, or give the stack smaller requests and limits",
              "exceeded quota"),
          Symptom.terminal(
              "the namespace's Pod Security level forbids the pod",
              "label the namespace with pod-security.kubernetes.io/enforce=baseline where ownership"
                  + " is changed by an init container, or choose another OwnershipStrategy",
              "violates podsecurity"),
          Symptom.lasting(
              "the pod's service account does not exist",
              "apply the stack again; if it happens again, somebody deletes the service account",
              "serviceaccount"),
          Symptom.terminal(
              "a policy of the cluster refuses the pod",
              "read the policy's message, or ask whoever runs it",
              "denied the request"));

  static String oldProcessorRemedy() {
    return "ClickHouse's arm64 images since 22.9 need ARMv8.2 with LSE, RDM and RCpc, which a"
        + " Raspberry Pi 4 lacks. Place ClickHouse on a node that has them (a Pi 5 does), use an"
        + " external ClickHouse, or give an image that was built for ARMv8.0";
  }
}
