package io.github.plausible4j.k8s;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws an apply on a console. */
final class ConsoleListener implements ProvisionListener {
  private static final int WIDTH = 110;

  private final PrintStream out;
  private final boolean terminal;
  private final Map<ObjectRef, String> last = new HashMap<>();
  private int drawn;

  ConsoleListener(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  static ConsoleListener onStandardOutput() {
    return new ConsoleListener(System.out, Terminal.isPresent());
  }

  @Override
  public void preflight(Preflight preflight) {
    preflight.errors().forEach(out::println);
    preflight.warnings().forEach(out::println);
  }

  @Override
  public void planned(StackPlan plan) {
    out.println(plan);
  }

  @Override
  public void applied(Change change) {
    String verb = change.action() == Change.Action.ADOPT ? "adopted" : past(change.action());
    print("  " + verb + " " + change.object());
  }

  @Override
  public void warned(ObjectRef object, String warning) {
    print("  warning about " + object + ": " + warning);
  }

  private static String past(Change.Action action) {
    return action.name().toLowerCase(Locale.ROOT) + "d";
  }

  /** Text that stays, above the lines that are redrawn. */
  private void print(String line) {
    drawn = 0;
    out.println(line);
  }

  @Override
  public void progress(List<WorkloadProgress> workloads) {
    if (terminal) {
      if (drawn > 0) {
        out.print("\u001b[" + drawn + "A\u001b[J");
      }
      for (WorkloadProgress workload : workloads) {
        out.println(cut(line(workload)));
      }
      drawn = workloads.size();
      out.flush();
      return;
    }
    for (WorkloadProgress workload : workloads) {
      String said = workload.message() + cause(workload);
      if (!said.equals(last.put(workload.workload(), said))) {
        out.println(line(workload));
      }
    }
  }

  @Override
  public void finished(ApplyResult result) {
    drawn = 0;
    out.println("Ready after " + time(result.elapsed()) + ".");
  }

  @Override
  public void failed(ProvisioningException failure) {
    drawn = 0;
    out.println("Not ready:");
    failure.diagnoses().forEach(out::println);
  }

  private static String line(WorkloadProgress workload) {
    return String.format(
        Locale.ROOT,
        "  %s %7s  %s  %s%s",
        workload.ready() ? "✔" : "…",
        time(workload.elapsed()),
        workload.workload(),
        workload.message(),
        cause(workload));
  }

  private static String cause(WorkloadProgress workload) {
    return workload.diagnosis().map(diagnosis -> "; " + diagnosis.cause()).orElse("");
  }

  /** A line that wraps would break the redrawing. */
  private static String cut(String line) {
    return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
  }

  private static String time(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds < 60
        ? seconds + "s"
        : String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60);
  }
}
