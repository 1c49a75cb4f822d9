package io.github.plausible4j.k8s.progress;

import io.github.plausible4j.k8s.plan.Diagnosis;
import java.time.Duration;
import java.util.Locale;

/** A workload's progress as one line. */
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

  /** With the name padded, so that lines below each other line up. */
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

  /** The cause, or else what the workload is doing. */
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

  /** A line that wraps would break the redrawing. */
  private String cut(String text, int before) {
    int room = terminal.columns() - before;
    if (terminal.columns() == 0 || text.length() <= room) {
      return text;
    }
    String end = terminal.signs() ? "…" : "~";
    return room <= 1 ? "" : text.substring(0, room - 1) + end;
  }
}
