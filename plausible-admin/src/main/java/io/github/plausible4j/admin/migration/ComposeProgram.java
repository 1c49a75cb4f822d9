package io.github.plausible4j.admin.migration;

import io.github.plausible4j.admin.backup.DatabaseHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a compose program in the directory of the project. */
final class ComposeProgram implements ComposeControl {
  private static final int SHOWN = 500;

  private final List<String> program;
  private final Path project;

  ComposeProgram(List<String> program, Path project) {
    this.program = List.copyOf(program);
    this.project = project;
  }

  @Override
  public DatabaseHost host(String service) {
    return DatabaseHost.compose(program, project, service);
  }

  @Override
  public void stop(String service) throws IOException {
    run("stop", service);
  }

  @Override
  public void start(String service) throws IOException {
    run("up", "--detach", "--no-deps", "--no-recreate", service);
  }

  @Override
  public void restart(String service) throws IOException {
    run("restart", service);
  }

  private void run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .start();
    process.getOutputStream().close();
    try {
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException(
            String.join(" ", command)
                + " ended with exit code "
                + code
                + ": "
                + said.substring(Math.max(0, said.length() - SHOWN)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + String.join(" ", command) + " ran", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
