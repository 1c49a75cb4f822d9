package io.github.plausible4j.k8s.internal.rollout;

import static io.github.plausible4j.k8s.internal.rollout.FailureRule.lasting;
import static io.github.plausible4j.k8s.internal.rollout.FailureRule.terminal;

import java.util.List;

/** Why no node takes a pod, and why a controller may not create one. */
final class PlacementFailures {
  /** Messages of events at claims. */
  static final List<FailureRule> CLAIM =
      List.of(
          terminal(
              "there is no default StorageClass and the claim names none",
              "name a StorageClass in the stack's storage, make one the default, or use"
                  + " StorageSpec.nfs or StorageSpec.existingClaim",
              "no storage class is set"),
          terminal(
              "the StorageClass does not exist",
              "name one that `kubectl get storageclass` lists",
              "storageclass\\.storage\\.k8s\\.io .*not found"),
          terminal(
              "the volume still belongs to a claim that was deleted",
              "delete the PersistentVolume that the message names with kubectl, which leaves the"
                  + " files on their NFS server, and apply again",
              "already bound to a different claim"));

  /**
   * Messages of the scheduler. It counts the nodes by reason, so one message may hold several: what
   * only somebody's action changes comes before what passes.
   */
  static final List<FailureRule> NODE =
      List.of(
          lasting(
              "a volume of the pod has no storage yet",
              "look at the claim's events; the provisioner of its StorageClass must be running",
              "unbound immediate persistentvolumeclaims",
              "persistentvolumeclaim \""),
          lasting(
              "the volume of the pod is on another node than those that may run it",
              "let the pod run where its volume is: change the stack's node selector, or move the"
                  + " data to a volume that this node reaches",
              "volume node affinity conflict",
              "no available volume zone"),
          lasting(
              "every node that fits has as many volumes as it may",
              "add a node, or remove pods with volumes that nobody needs",
              "exceed max volume count"),
          lasting(
              "a port of the node that the pod wants is taken on every node that fits",
              "take the host port out of the customization, or stop what uses it",
              "free ports for the requested pod ports"),
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
              "every node that fits runs as many pods as it may",
              "add a node, remove pods that nobody needs, or raise maxPods of the kubelet",
              "too many pods"),
          lasting(
              "every node that fits is not ready",
              "see with `kubectl get nodes` which one it is, and start it or its kubelet again",
              "node\\.kubernetes\\.io/(?:not-ready|unreachable)",
              "node\\(s\\) were not ready"),
          lasting(
              "every node that fits is short of disk or memory",
              "free disk space or memory on the node; it takes pods again by itself",
              "node\\.kubernetes\\.io/(?:disk|memory|pid)-pressure"),
          lasting(
              "every node that fits is cordoned",
              "open one with kubectl uncordon",
              "node\\.kubernetes\\.io/unschedulable",
              "node\\(s\\) were unschedulable"),
          lasting(
              "every node that fits keeps pods away by a taint",
              "give the stack a toleration for the taint that the message names, or remove the"
                  + " taint: kubectl taint nodes NAME KEY-",
              "untolerated taint"),
          lasting(
              "no node is of the kind that the pod may run on",
              "label a node, or choose another architecture or node selector in the stack",
              "didn't match pod's node affinity/selector"),
          lasting(
              "a rule of the pod about other pods leaves it no node",
              "relax the affinity or the spreading of the pod, or add a node",
              "anti-affinity",
              "topology spread constraints"),
          lasting(
              "the cluster has no node for it",
              "add a node, or see with `kubectl get nodes` why none is ready",
              "no nodes available",
              "0/0 nodes"));

  /** Messages of controllers that may not create pods. */
  static final List<FailureRule> CREATION =
      List.of(
          lasting(
              "a ResourceQuota of the namespace is used up",
              "raise the quota, or give the stack smaller requests and limits",
              "exceeded quota"),
          terminal(
              "a ResourceQuota of the namespace demands requests or limits that the pod does not"
                  + " have",
              "set them in the stack's resources, let a LimitRange of the namespace fill them in,"
                  + " or take the demand out of the quota; the message names which ones",
              "failed quota.*must specify",
              "must specify (?:limits|requests)"),
          terminal(
              "a LimitRange of the namespace forbids what the pod asks for",
              "change the LimitRange, or give the component other resources in the stack",
              "(?:minimum|maximum) \\S+ usage per",
              "limit to request ratio"),
          terminal(
              "a security context constraint of OpenShift forbids the pod",
              "let the service account of the stack use a constraint that allows the uids of the"
                  + " images, for example: oc adm policy add-scc-to-user nonroot-v2 -z NAME",
              "security context constraint"),
          terminal(
              "the namespace's Pod Security level forbids the pod",
              "label the namespace with pod-security.kubernetes.io/enforce=baseline where ownership"
                  + " is changed by an init container, or choose another OwnershipStrategy",
              "violates podsecurity"),
          lasting(
              "the pod's service account does not exist",
              "apply the stack again; if it happens again, somebody deletes the service account",
              "serviceaccount .*not found"),
          terminal(
              "a priority class that the pod names does not exist",
              "create it, or take it out of the stack",
              "no priorityclass with name"),
          terminal(
              "a policy of the cluster refuses the pod",
              "read the policy's message, or ask the people who run it",
              "denied the request",
              "validatingadmissionpolicy"),
          lasting(
              "an admission webhook of the cluster does not answer",
              "see that the webhook that the message names runs, or remove its configuration",
              "failed calling webhook"));

  private PlacementFailures() {}
}
