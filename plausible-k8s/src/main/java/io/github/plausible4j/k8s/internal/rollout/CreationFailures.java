package io.github.plausible4j.k8s.internal.rollout;

import static io.github.plausible4j.k8s.internal.rollout.FailureRule.lasting;
import static io.github.plausible4j.k8s.internal.rollout.FailureRule.terminal;

import java.util.List;

/** Reasons why a controller cannot create pods, in the words of the API server. */
final class CreationFailures {
  static final FailureRule NO_ACCOUNT =
      lasting(
          "the pod's service account does not exist",
          "apply the stack again; if it happens again, something deletes the service account",
          "looking up service account",
          "serviceaccounts? \"[^\"]*\" not found");

  /** From specific to general. */
  static final List<FailureRule> RULES =
      List.of(
          lasting(
              "the namespace is being deleted",
              "apply again when kubectl get namespace no longer shows it; its conditions say"
                  + " what blocks the deletion",
              "is being terminated"),
          lasting(
              "a ResourceQuota of the namespace is used up",
              "raise the quota, or give the stack smaller requests and limits",
              "exceeded quota",
              "insufficient quota"),
          terminal(
              "a ResourceQuota of the namespace requires requests or limits that the pod does"
                  + " not have",
              "set them in the stack's resources, let a LimitRange of the namespace set"
                  + " defaults, or remove them from the quota; the message names them",
              "must specify (?:limits|requests|\\w+)"),
          terminal(
              "a LimitRange of the namespace forbids the resources of the pod",
              "change the LimitRange, or give the component other resources in the stack",
              "(?:minimum|maximum) \\S+ usage per",
              "limit to request ratio"),
          lasting(
              "an admission webhook of the cluster does not answer",
              "check that the webhook that the message names runs, or remove its configuration",
              "failed calling webhook",
              "failed to call webhook"),
          terminal(
              "a security context constraint of OpenShift forbids the pod",
              "let the service account of the stack use a constraint that allows the uids of the"
                  + " images, for example: oc adm policy add-scc-to-user nonroot-v2 -z NAME",
              "security context constraint"),
          terminal(
              "the namespace's Pod Security level forbids the pod",
              "label the namespace with pod-security.kubernetes.io/enforce=baseline if an init"
                  + " container changes ownership, or choose another OwnershipStrategy",
              "violates podsecurity",
              "unable to admit pod"),
          terminal(
              "a policy of the cluster rejects the pod",
              "read the policy's message, or ask the administrators of the cluster",
              "denied (?:the )?request",
              "validatingadmissionpolicy"),
          NO_ACCOUNT,
          terminal(
              "the API server does not accept the pod",
              "change the field that the message names in the stack",
              " is invalid: "),
          terminal(
              "a priority class that the pod names does not exist",
              "create it, or remove it from the stack",
              "no priorityclass with name"),
          terminal(
              "a runtime class that the pod names does not exist",
              "create it, or remove it from the pod",
              "runtimeclass .*not found"),
          lasting(
              "a pod with the same name still exists",
              "wait until it has ended; if its node is gone, kubectl delete node NAME removes it",
              "already exists",
              "object is being deleted"),
          lasting(
              "the API server of the cluster is overloaded or has no space",
              "check that the control plane runs and that its disk is neither slow nor full",
              "etcdserver: ",
              "request timed out",
              "unable to return a response",
              "dial tcp ",
              "did not complete within",
              "context deadline exceeded",
              "try again later",
              "could not be completed at this time",
              "database is locked"),
          lasting("its pods cannot be created", "the server's message says why"));

  private CreationFailures() {}
}
