package io.github.plausible4j.k8s.progress;

import io.github.plausible4j.k8s.plan.Change;
import io.github.plausible4j.k8s.plan.ObjectRef;
import io.github.plausible4j.k8s.plan.Preflight;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.plan.StackPlan;
import java.io.PrintStream;
import java.util.List;

/**
 * Receives the progress of an apply, on the thread that applies. What it throws is logged and has
 * no further effect.
 */
public interface ProvisionListener {

  /**
   * An apply begins.
   *
   * @param server the address of the API server that is asked for a first answer
   */
  default void connecting(String server) {}

  /** The cluster is about to be looked at, which may take as long as pulling a small image does. */
  default void preflightStarts() {}

  /** What the cluster was found to offer; only where something is to be created. */
  default void preflight(Preflight preflight) {}

  /** What will be done. */
  default void planned(StackPlan plan) {}

  /** A change was made. */
  default void applied(Change change) {}

  /** The API server made a change and had something to say about it. */
  default void warned(ObjectRef object, String warning) {}

  /** What is waited for: after each change in the cluster, and once a second. */
  default void progress(List<WorkloadProgress> workloads) {}

  /** Everything is ready. */
  default void finished(ApplyResult result) {}

  /** It has ended otherwise. */
  default void failed(ProvisioningException failure) {}

  /**
   * Draws the progress on the standard output: a line for each workload, redrawn in place on a
   * terminal, written when something else changes.
   */
  static ProvisionListener console() {
    return ConsoleListener.onStandardOutput();
  }

  /**
   * Writes the progress in plain lines, as for a file or a log: one when there is news of a
   * workload, and each minute that it is still waited for. The stream stays the caller's.
   */
  static ProvisionListener lines(PrintStream out) {
    return new ConsoleListener(out, Terminal.NONE);
  }

  /** Says nothing. */
  static ProvisionListener none() {
    return new ProvisionListener() {};
  }
}
