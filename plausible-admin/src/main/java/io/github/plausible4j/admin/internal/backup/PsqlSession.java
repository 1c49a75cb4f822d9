package io.github.plausible4j.admin.internal.backup;

import io.github.plausible4j.admin.backup.HostCommand;
import io.github.plausible4j.admin.backup.HostResult;
import io.github.plausible4j.admin.backup.PostgresDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * An interactive session with psql. It keeps a transaction open while another program reads the
 * same snapshot.
 */
final class PsqlSession implements AutoCloseable {
  private static final String END = "-- end of answer --";

  private final PipedOutputStream questions = new PipedOutputStream();
  private final BufferedReader answers;
  private final CompletableFuture<String> ended = new CompletableFuture<>();

  PsqlSession(PostgresDatabase database) throws IOException {
    PipedInputStream input = new PipedInputStream(questions, 1 << 16);
    PipedOutputStream output = new PipedOutputStream();
    this.answers =
        new BufferedReader(
            new InputStreamReader(new PipedInputStream(output, 1 << 16), StandardCharsets.UTF_8));
    HostCommand command =
        database.command(
            "psql",
            "--no-psqlrc",
            "--quiet",
            "--tuples-only",
            "--no-align",
            "--set=ON_ERROR_STOP=1");
    Thread thread =
        new Thread(() -> converse(database, command, input, output), "plausible4j-backup-psql");
    thread.setDaemon(true);
    thread.start();
  }

  private void converse(
      PostgresDatabase database, HostCommand command, PipedInputStream in, PipedOutputStream out) {
    try (in;
        out) {
      HostResult result = database.host().run(command, in, out);
      ended.complete(Programs.failure(command, result));
    } catch (IOException | RuntimeException e) {
      ended.complete(String.valueOf(e.getMessage()));
    }
  }

  /** Runs a statement and returns its rows, one line each. */
  List<String> ask(String sql) throws IOException {
    try {
      questions.write((sql + ";\nSELECT '" + END + "';\n").getBytes(StandardCharsets.UTF_8));
      questions.flush();
      List<String> lines = new ArrayList<>();
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        if (line.equals(END)) {
          return lines;
        }
        lines.add(line);
      }
    } catch (IOException e) {
      throw new IOException(reason(), e);
    }
    throw new IOException(reason());
  }

  private String reason() throws IOException {
    try {
      return ended.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while psql was running", e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  /** Ends the transaction and the program. */
  @Override
  public void close() {
    try {
      questions.write("\\q\n".getBytes(StandardCharsets.UTF_8));
      questions.close();
    } catch (IOException e) {
      // The program has already ended.
    }
  }
}
