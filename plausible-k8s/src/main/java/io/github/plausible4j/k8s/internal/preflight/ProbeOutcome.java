package io.github.plausible4j.k8s.internal.preflight;

/** The outcome of a probe of a node. For internal use only. */
public sealed interface ProbeOutcome {

  /** The node was inspected. */
  record Seen(NodeReport report) implements ProbeOutcome {}

  /** The node could not be inspected. */
  record Unseen(String why) implements ProbeOutcome {}
}
