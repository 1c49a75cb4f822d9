package io.github.plausible4j.blog.cli;

import io.github.plausible4j.blog.BuildProgress;
import java.io.PrintWriter;
import picocli.CommandLine;

/** A line in a terminal that shows how many pages were read. It is removed at the end. */
final class ProgressBar implements BuildProgress {
  private static final int WIDTH = 40;

  private final PrintWriter terminal;
  private int shown = -1;

  private ProgressBar(PrintWriter terminal) {
    this.terminal = terminal;
  }

  /** A bar if the program runs in a terminal; otherwise none. */
  static BuildProgress onTerminal(PrintWriter err) {
    return CommandLine.Help.Ansi.AUTO.enabled() ? new ProgressBar(err) : BuildProgress.NONE;
  }

  static ProgressBar on(PrintWriter terminal) {
    return new ProgressBar(terminal);
  }

  @Override
  public void pageRead(int done, int total) {
    int filled = (int) ((long) WIDTH * done / total);
    if (done == total) {
      terminal.print("\r" + " ".repeat(WIDTH + 30) + "\r");
    } else if (filled != shown) {
      terminal.print(
          "\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + "/" + total);
    }
    shown = filled;
    terminal.flush();
  }
}
