package io.github.plausible4j.blog.cli;

import java.io.IOException;
import java.util.List;

/** The command that builds the site. */
final class BuildCommand {
  private BuildCommand() {}

  /**
   * Runs it with this program's input and output.
   *
   * @return its exit code; 0 if there is nothing to run
   */
  static int run(List<String> command) throws IOException {
    if (command.isEmpty()) {
      return 0;
    }
    Process process = new ProcessBuilder(command).inheritIO().start();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + command.get(0) + " ran", e);
    }
  }
}
