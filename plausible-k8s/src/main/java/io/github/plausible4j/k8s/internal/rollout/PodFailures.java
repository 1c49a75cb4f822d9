package io.github.plausible4j.k8s.internal.rollout;

import static io.github.plausible4j.k8s.internal.rollout.FailureRule.lasting;
import static io.github.plausible4j.k8s.internal.rollout.FailureRule.passing;
import static io.github.plausible4j.k8s.internal.rollout.FailureRule.terminal;

import java.util.List;

/** Failures of pods and containers after a node accepted them. */
final class PodFailures {
  static final FailureRule WAITS =
      lasting(
          "the pod waits for %s",
          "check that this server runs, that its address and port are right, and that the"
              + " cluster's pods can reach it");

  static final FailureRule NOT_READY =
      passing(
          "container %s",
          "read the end of the container's log; a slow machine may only need a longer deadline");

  static final FailureRule OUT_OF_MEMORY =
      terminal(
          "the container used more memory than its limit",
          "raise the component's memory limit in the stack's resources, or choose the profile for"
              + " small boards");

  static final FailureRule PROBE_KILLED =
      terminal(
          "the node killed the container, because it did not answer its probe",
          "the end of its log says what it was doing; a busy board may need more CPU");

  static final FailureRule KILLED =
      terminal(
          "the container was killed from outside",
          "the usual reason is memory: raise the component's memory limit, or free memory on the"
              + " node; search the node's kernel log (dmesg) for the OOM killer");

  static final FailureRule ENDED =
      terminal(
          "the container ends again and again",
          "the end of its log above says why; apply again when that is fixed");

  static final FailureRule ENDED_WELL =
      terminal(
          "the container's program ends at once, without an error",
          "use the image that the release names; a command of your own has to start the server"
              + " and keep running");

  /** Pods that their node evicted or never accepted. Their controllers create new ones. */
  static final List<FailureRule> FAILED =
      List.of(
          lasting(
              "the pod wrote more to the node's disk than it may",
              "find out what fills its emptyDir or its log, and give it more room with a"
                  + " customization",
              "usage of emptydir volume",
              "ephemeral local storage",
              "local ephemeral storage limit"),
          lasting(
              "the node has evicted the pod",
              "free the resource that the message names (memory or disk) on the node, or run the"
                  + " pod on another node",
              "^Evicted: "),
          lasting(
              "the node of the pod was shut down",
              "start the node; the pod's controller creates another pod",
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
              "the pod ran longer than allowed",
              "its log says what it waited for; a slow machine needs a longer deadline",
              "^DeadlineExceeded: "),
          lasting(
              "the node rejected the pod: %s",
              "free the resource that the message names (memory or disk) on the node, or run the"
                  + " pod on another node"));

  private PodFailures() {}
}
