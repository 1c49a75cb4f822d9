package io.github.plausible4j.admin.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Runs programs on this machine. */
final class LocalHost implements DatabaseHost {
  private final @Nullable Path directory;

  /**
   * Runs programs in a directory.
   *
   * @param directory null for the directory of this process
   */
  LocalHost(@Nullable Path directory) {
    this.directory = directory;
  }

  @Override
  public HostResult run(HostCommand command, InputStream input, OutputStream output)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.arguments());
    command.environment().forEach((name, value) -> builder.environment().put(name, value.reveal()));
    if (directory != null) {
      builder.directory(directory.toFile());
    }
    Process process = builder.start();
    StderrTail errors = new StderrTail();
    Thread complaints = pump("errors", process.getErrorStream(), errors);
    pump("input", input, process.getOutputStream());
    try {
      Streams.copy(process.getInputStream(), output);
      int exitCode = process.waitFor();
      complaints.join();
      return new HostResult(exitCode, command.masked(errors.text()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + command.program() + " ran", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Thread pump(String what, InputStream from, OutputStream to) {
    Thread thread =
        new Thread(
            () -> {
              try (to) {
                Streams.copy(from, to);
              } catch (IOException e) {
                // The program ended or stopped reading; its exit code shows which.
              }
            },
            "plausible4j-backup-" + what);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
