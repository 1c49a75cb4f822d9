package io.github.plausible4j.k8s.internal.rollout;

import static io.github.plausible4j.k8s.internal.rollout.FailureRule.lasting;
import static io.github.plausible4j.k8s.internal.rollout.FailureRule.passing;
import static io.github.plausible4j.k8s.internal.rollout.FailureRule.terminal;

import java.util.List;

/** What becomes of pods and containers that the node has accepted. */
final class PodFailures {
  static final FailureRule WAITS =
      lasting(
          "the pod waits for %s",
          "see that this server runs, and that its address and port are right and reached from the"
              + " cluster's pods");

  static final FailureRule NOT_READY =
      passing(
          "container %s",
          "see the end of the container's log; a slow machine may only need a longer deadline");

  static final FailureRule OUT_OF_MEMORY =
      terminal(
          "the container used more memory than its limit",
          "raise the component's memory limit in the stack's resources, or choose the profile for"
              + " small boards");

  static final FailureRule PROBE_KILLED =
      terminal(
          "the node killed the container, because it did not answer its probe",
          "the end of its log says what it was doing; a busy board may need more processor time");

  static final FailureRule KILLED =
      terminal(
          "the container was killed from outside",
          "the usual reason is memory: raise the component's memory limit, or free memory on the"
              + " node; see the node's kernel log (dmesg) for the OOM killer");

  static final FailureRule ENDED =
      terminal(
          "the container ends again and again",
          "the end of its log, above, says why; apply again when that is fixed");

  static final FailureRule ENDED_WELL =
      terminal(
          "the container's program ends at once, without an error",
          "use the image that the release names; a command of your own has to start the server and"
              + " to stay");

  /** Pods that their node has thrown out or never took; their controllers make other ones. */
  static final List<FailureRule> FAILED =
      List.of(
          lasting(
              "the pod wrote more to the node's disk than it may",
              "see what fills its emptyDir or its log, and give it more room with a customization",
              "usage of emptydir volume",
              "ephemeral local storage",
              "local ephemeral storage limit"),
          lasting(
              "the node has evicted the pod",
              "free what the message names on the node, memory or disk, or let the pod run on"
                  + " another one",
              "^Evicted: "),
          lasting(
              "the node of the pod was shut down",
              "start the node; the pod's controller makes another pod",
              "^(?:NodeShutdown|Shutdown|Terminated): "),
          lasting(
              "a pod of higher priority took the pod's place",
              "add a node, or give the stack's pods a priority class",
              "^Preempt\\w*: "),
          lasting(
              "the node of the pod is lost",
              "start the machine; if it is gone for good, kubectl delete node NAME frees its pods",
              "^NodeLost: "),
          lasting(
              "the pod ran longer than it may",
              "see what it waited for in its log; a slow machine needs a longer deadline",
              "^DeadlineExceeded: "),
          lasting(
              "the node has refused the pod: %s",
              "free what the message names on the node, memory or disk, or let the pod run on"
                  + " another one"));

  private PodFailures() {}
}
