package io.github.plausible4j.blog.cli;

import java.io.IOException;
import java.util.List;

/** Runs the command that builds the site. */
final class BuildCommand {
  private BuildCommand() {}

  /**
   * Runs the command with the input and output of this program.
   *
   * @return its exit code; 0 if there is no command
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
