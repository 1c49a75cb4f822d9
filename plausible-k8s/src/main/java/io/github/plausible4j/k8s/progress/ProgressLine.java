package io.github.plausible4j.k8s.progress;

import io.github.plausible4j.k8s.plan.Diagnosis;
import java.time.Duration;
import java.util.Locale;

/** Formats the progress of a workload as one line. */
final class ProgressLine {
  private static final Duration WORTH_SAYING = Duration.ofSeconds(10);
  private static final String GREEN = "\u001b[32m";
  private static final String YELLOW = "\u001b[33m";
  private static final String RED = "\u001b[31m";
  private static final String PLAIN = "\u001b[0m";

  private final Terminal terminal;

  ProgressLine(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Formats a line, with the name padded so that the lines are aligned. */
  String of(WorkloadProgress workload, int nameWidth) {
    String text =
        String.format(
            Locale.ROOT,
            "%7s  %-" + nameWidth + "s  %s",
            time(workload.elapsed()),
            workload.workload().name(),
            said(workload) + unchanged(workload));
    return "  " + sign(workload) + ' ' + cut(text, "  x ".length());
  }

  /** The cause of a failure, otherwise the current activity of the workload. */
  static String said(WorkloadProgress workload) {
    return workload.diagnosis().map(Diagnosis::cause).orElse(workload.message());
  }

  private static String unchanged(WorkloadProgress workload) {
    return workload.ready() || workload.unchanged().compareTo(WORTH_SAYING) < 0
        ? ""
        : "  (for " + time(workload.unchanged()) + ')';
  }

  static String time(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds < 60
        ? seconds + "s"
        : String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60);
  }

  private String sign(WorkloadProgress workload) {
    if (workload.ready()) {
      return coloured(GREEN, terminal.signs() ? "✔" : "+");
    }
    return workload.diagnosis().isPresent()
        ? coloured(RED, terminal.signs() ? "✖" : "!")
        : coloured(YELLOW, terminal.signs() ? "…" : ".");
  }

  private String coloured(String colour, String sign) {
    return terminal.colours() ? colour + sign + PLAIN : sign;
  }

  /** Cuts a line to the width of the terminal, because a wrapped line would break the redrawing. */
  private String cut(String text, int before) {
    int room = terminal.columns() - before;
    if (terminal.columns() == 0 || text.length() <= room) {
      return text;
    }
    String end = terminal.signs() ? "…" : "~";
    return room <= 1 ? "" : text.substring(0, room - 1) + end;
  }
}
