package io.github.plausible4j.samples;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts a PostgreSQL server. Waits for minutes, as a small board needs them, and shows that it is
 * waiting. If the server does not start, fails with the last lines of its log.
 */
final class PostgresStart {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int LOOKS_BETWEEN_LINES = 10;
  private static final int LOOKS_WITHOUT_SERVER = 5;
  private static final int LINES_SHOWN = 6;

  private final QuickstartSteps steps;
  private final Duration look;
  private final Path directory;
  private final Path log;
  private final FutureTask<EmbeddedPostgres> start;

  private PostgresStart(EmbeddedPostgres.Builder server, QuickstartSteps steps, Duration look)
      throws IOException {
    this.steps = steps;
    this.look = look;
    this.directory = Files.createTempDirectory("epg");
    this.log = Files.createTempFile("epg", ".log");
    this.log.toFile().deleteOnExit();
    this.start =
        new FutureTask<>(
            server
                    .setDataDirectory(directory)
                    .setPGStartupWait(PATIENCE)
                    .setOutputRedirector(Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(Redirect.appendTo(log.toFile()))
                ::start);
  }

  /**
   * Starts the server.
   *
   * @param look the time between two checks of its process; a line is shown at every tenth
   * @throws IOException with the end of the server's log if it does not start
   */
  static EmbeddedPostgres of(EmbeddedPostgres.Builder server, QuickstartSteps steps, Duration look)
      throws IOException {
    PostgresStart start = new PostgresStart(server, steps, look);
    Thread thread = new Thread(start.start, "postgres-start");
    thread.setDaemon(true);
    thread.start();
    return start.result();
  }

  private EmbeddedPostgres result() throws IOException {
    int withoutServer = 0;
    for (int looks = 1; ; looks++) {
      try {
        return start.get(look.toNanos(), TimeUnit.NANOSECONDS);
      } catch (ExecutionException e) {
        Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
        throw failed(String.valueOf(cause.getMessage()), cause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw failed("interrupted", e);
      } catch (TimeoutException e) {
        withoutServer = hasEnded() ? withoutServer + 1 : 0;
        if (withoutServer == LOOKS_WITHOUT_SERVER) {
          throw failed("its process ended", e);
        }
        if (looks % LOOKS_BETWEEN_LINES == 0) {
          steps.done("PostgreSQL", "is still starting, which takes minutes on a small board");
        }
      }
    }
  }

  /** Whether something was started in the directory, and no longer runs. */
  private boolean hasEnded() throws IOException {
    return Files.size(log) > 0
        && !Files.exists(directory.resolve("postmaster.pid"))
        && ProcessHandle.current().descendants().noneMatch(this::worksInDirectory);
  }

  private boolean worksInDirectory(ProcessHandle process) {
    // If the system does not show command lines, only the long wait is left.
    return process
        .info()
        .commandLine()
        .map(line -> line.contains(directory.toString()))
        .orElse(true);
  }

  private IOException failed(String why, Throwable cause) throws IOException {
    start.cancel(true);
    List<String> lines = Files.readAllLines(log);
    String end =
        String.join("\n  | ", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    String remedy =
        end.contains("unshare")
            ? "\nIt does not run as root, and this container forbids unshare; run as another user."
            : "";
    return new IOException(
        "PostgreSQL did not start: " + why + ". The end of its log:\n  | " + end + remedy, cause);
  }
}
