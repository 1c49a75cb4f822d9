package io.github.plausible4j.k8s.internal.preflight;

/** What became of the look at a node. For internal use only. */
public sealed interface ProbeOutcome {

  /** The node was looked at. */
  record Seen(NodeReport report) implements ProbeOutcome {}

  /** The node could not be looked at. */
  record Unseen(String why) implements ProbeOutcome {}
}
