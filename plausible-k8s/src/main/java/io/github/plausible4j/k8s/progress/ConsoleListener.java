package io.github.plausible4j.k8s.progress;

import io.github.plausible4j.k8s.plan.Change;
import io.github.plausible4j.k8s.plan.ObjectRef;
import io.github.plausible4j.k8s.plan.Preflight;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.plan.StackPlan;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints the progress of an apply to a console. On a terminal, the workloads are a block of lines
 * at the bottom that is redrawn in place, below the changes made so far. Otherwise a line is
 * printed for each piece of news. Not thread-safe.
 */
final class ConsoleListener implements ProvisionListener {
  private static final String REMEDY = "    remedy: ";
  private static final int USUAL_WIDTH = 100;
  private static final int NARROW = 40;
  private static final Duration SILENCE = Duration.ofMinutes(1);
  private static final String ERASE_BELOW = "\u001b[J";
  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";

  private final PrintStream out;
  private final Terminal terminal;
  private final ProgressLine lines;
  private final Map<ObjectRef, WorkloadProgress> workloads = new LinkedHashMap<>();
  private final Map<ObjectRef, WorkloadProgress> said = new HashMap<>();
  private int drawn;

  ConsoleListener(PrintStream out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
    this.lines = new ProgressLine(terminal);
  }

  static ConsoleListener onStandardOutput() {
    return new ConsoleListener(System.out, Terminal.ofStandardOutput());
  }

  @Override
  public void connecting(String server) {
    workloads.clear();
    said.clear();
    drawn = 0;
    out.println("Cluster: " + server);
  }

  @Override
  public void planned(StackPlan plan) {
    out.println(plan.withoutCreations());
  }

  @Override
  public void preflightStarts() {
    out.println("Looking at the cluster: permissions, classes, processors of its nodes ...");
  }

  /** Prints the warnings. Errors are printed at the end, with all other causes of a failure. */
  @Override
  public void preflight(Preflight preflight) {
    preflight.warnings().forEach(out::println);
  }

  @Override
  public void applied(Change change) {
    String why = change.action() == Change.Action.REPLACE ? change.reason() : "";
    above(
        "  "
            + done(change.action())
            + ' '
            + change.object()
            + (why.isEmpty() ? "" : "  (" + why + ')'));
  }

  private static String done(Change.Action action) {
    return switch (action) {
      case ADOPT -> "adopted";
      case PRUNE -> "deleted";
      default -> action.name().toLowerCase(Locale.ROOT) + 'd';
    };
  }

  @Override
  public void warned(ObjectRef object, String warning) {
    above("  warning about " + object + ": " + warning);
  }

  @Override
  public void progress(List<WorkloadProgress> progress) {
    progress.forEach(each -> workloads.put(each.workload(), each));
    if (terminal.redraws()) {
      redraw("");
    } else {
      progress.stream().filter(this::isNews).forEach(each -> out.println(lines.of(each, 1)));
    }
  }

  /** Repeats a line after a long silence, because a silent log looks like a program that hangs. */
  private boolean isNews(WorkloadProgress now) {
    WorkloadProgress before = said.get(now.workload());
    boolean news =
        before == null
            || before.ready() != now.ready()
            || !ProgressLine.said(before).equals(ProgressLine.said(now))
            || (!now.ready() && now.elapsed().minus(before.elapsed()).compareTo(SILENCE) >= 0);
    if (news) {
      said.put(now.workload(), now);
    }
    return news;
  }

  @Override
  public void finished(ApplyResult result) {
    out.println(
        (result.changed() ? "Ready after " : "Ready, looked at in ")
            + ProgressLine.time(result.elapsed())
            + '.');
    out.println(result.access());
  }

  @Override
  public void failed(ProvisioningException failure) {
    out.println("Not ready:");
    failure.diagnoses().stream()
        .flatMap(diagnosis -> diagnosis.toString().lines())
        .map(line -> line.startsWith(REMEDY) ? wrapped(line) : line)
        .forEach(out::println);
  }

  /** Wraps a line at the width of the terminal. */
  private String wrapped(String line) {
    int width = terminal.columns() == 0 ? USUAL_WIDTH : Math.max(NARROW, terminal.columns());
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (String word : line.stripLeading().split(" ", -1)) {
      if (column == 0 || column + 1 + word.length() > width) {
        text.append(column == 0 ? "" : System.lineSeparator()).append("    ").append(word);
        column = "    ".length() + word.length();
      } else {
        text.append(' ').append(word);
        column += 1 + word.length();
      }
    }
    return text.toString();
  }

  /** Prints a line that stays, above the lines that are redrawn. */
  private void above(String line) {
    if (terminal.redraws()) {
      redraw(line + System.lineSeparator());
    } else {
      out.println(line);
    }
  }

  /**
   * Writes everything at once, so that a reader or a killed process never sees half of the block.
   */
  private void redraw(String above) {
    StringBuilder text = new StringBuilder();
    if (drawn > 0) {
      text.append("\u001b[").append(drawn).append('A').append(ERASE_BELOW);
    }
    text.append(above);
    int width = workloads.keySet().stream().mapToInt(each -> each.name().length()).max().orElse(1);
    for (WorkloadProgress workload : workloads.values()) {
      text.append(NO_WRAP).append(lines.of(workload, width)).append(WRAP);
      text.append(System.lineSeparator());
    }
    drawn = workloads.size();
    out.print(text);
    out.flush();
  }
}
