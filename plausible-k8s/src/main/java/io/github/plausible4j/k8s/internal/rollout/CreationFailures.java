package io.github.plausible4j.k8s.internal.rollout;

import static io.github.plausible4j.k8s.internal.rollout.FailureRule.lasting;
import static io.github.plausible4j.k8s.internal.rollout.FailureRule.terminal;

import java.util.List;

/** Why a controller may not create pods, in the words of the API server. */
final class CreationFailures {
  static final FailureRule NO_ACCOUNT =
      lasting(
          "the pod's service account does not exist",
          "apply the stack again; if it happens again, somebody deletes the service account",
          "looking up service account",
          "serviceaccounts? \"[^\"]*\" not found");

  /** From particular to general. */
  static final List<FailureRule> RULES =
      List.of(
          lasting(
              "the namespace is being deleted",
              "apply again when kubectl get namespace does not show it any more; what holds it is"
                  + " in its conditions",
              "is being terminated"),
          lasting(
              "a ResourceQuota of the namespace is used up",
              "raise the quota, or give the stack smaller requests and limits",
              "exceeded quota",
              "insufficient quota"),
          terminal(
              "a ResourceQuota of the namespace demands requests or limits that the pod does not"
                  + " have",
              "set them in the stack's resources, let a LimitRange of the namespace fill them in,"
                  + " or take the demand out of the quota; the message names which ones",
              "must specify (?:limits|requests|\\w+)"),
          terminal(
              "a LimitRange of the namespace forbids what the pod asks for",
              "change the LimitRange, or give the component other resources in the stack",
              "(?:minimum|maximum) \\S+ usage per",
              "limit to request ratio"),
          lasting(
              "an admission webhook of the cluster does not answer",
              "see that the webhook that the message names runs, or remove its configuration",
              "failed calling webhook",
              "failed to call webhook"),
          terminal(
              "a security context constraint of OpenShift forbids the pod",
              "let the service account of the stack use a constraint that allows the uids of the"
                  + " images, for example: oc adm policy add-scc-to-user nonroot-v2 -z NAME",
              "security context constraint"),
          terminal(
              "the namespace's Pod Security level forbids the pod",
              "label the namespace with pod-security.kubernetes.io/enforce=baseline where ownership"
                  + " is changed by an init container, or choose another OwnershipStrategy",
              "violates podsecurity",
              "unable to admit pod"),
          terminal(
              "a policy of the cluster refuses the pod",
              "read the policy's message, or ask the people who run it",
              "denied (?:the )?request",
              "validatingadmissionpolicy"),
          NO_ACCOUNT,
          terminal(
              "the API server does not accept the pod",
              "see the message, which names the field, and change it in the stack",
              " is invalid: "),
          terminal(
              "a priority class that the pod names does not exist",
              "create it, or take it out of the stack",
              "no priorityclass with name"),
          terminal(
              "a runtime class that the pod names does not exist",
              "create it, or take it out of the pod",
              "runtimeclass .*not found"),
          lasting(
              "a pod of the same name is still there",
              "wait until it has ended; where its node is gone, kubectl delete node NAME frees it",
              "already exists",
              "object is being deleted"),
          lasting(
              "the API server of the cluster is overloaded or has no space",
              "see that the control plane runs and that its disk is neither slow nor full",
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
