package io.github.plausible4j.k8s.progress;

import io.github.plausible4j.k8s.plan.Change;
import io.github.plausible4j.k8s.plan.ObjectRef;
import io.github.plausible4j.k8s.plan.Preflight;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.plan.StackPlan;
import java.io.PrintStream;
import java.util.List;

/**
 * Receives the progress of an apply, on the thread that applies. Exceptions that it throws are
 * logged and otherwise ignored.
 */
public interface ProvisionListener {

  /**
   * Called when an apply begins.
   *
   * @param server the address of the API server
   */
  default void connecting(String server) {}

  /** Called before the checks of the cluster, which can take as long as pulling a small image. */
  default void preflightStarts() {}

  /** Called with the results of the checks; only if something is to be created. */
  default void preflight(Preflight preflight) {}

  /** Called with the changes that will be made. */
  default void planned(StackPlan plan) {}

  /** Called after each change. */
  default void applied(Change change) {}

  /** Called when the API server made a change and returned a warning. */
  default void warned(ObjectRef object, String warning) {}

  /** Called with the pending workloads after each change in the cluster, and once a second. */
  default void progress(List<WorkloadProgress> workloads) {}

  /** Called when everything is ready. */
  default void finished(ApplyResult result) {}

  /** Called when the apply has failed. */
  default void failed(ProvisioningException failure) {}

  /**
   * Prints the progress to the standard output: a line for each workload, which is redrawn in place
   * on a terminal. If the output is not a terminal, a line is printed for each piece of news.
   */
  static ProvisionListener console() {
    return ConsoleListener.onStandardOutput();
  }

  /**
   * Writes the progress as plain lines, for a file or a log: one for each change of a workload, and
   * one each minute while the workload is not ready. The stream is not closed.
   */
  static ProvisionListener lines(PrintStream out) {
    return new ConsoleListener(out, Terminal.NONE);
  }

  /** Ignores progress. */
  static ProvisionListener none() {
    return new ProvisionListener() {};
  }
}
