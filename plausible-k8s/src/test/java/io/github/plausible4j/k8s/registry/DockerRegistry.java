package io.github.plausible4j.k8s.registry;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Debian's {@code docker-registry} on a free loopback port, with its data in a test's folder. */
public final class DockerRegistry implements AutoCloseable {
  private static final Path BINARY = Path.of("/usr/bin/docker-registry");
  private static final Pattern LISTENING = Pattern.compile("listening on (127\\.0\\.0\\.1:\\d+)");

  private final Process process;
  private final String authority;

  private DockerRegistry(Process process, String authority) {
    this.process = process;
    this.authority = authority;
  }

  /** Starts a registry that anybody may read and write. */
  public static DockerRegistry start(Path folder) {
    return start(folder, "");
  }

  /**
   * Starts a registry; skips the test where the package is not installed.
   *
   * @param auth the section {@code auth:} of its configuration, or nothing
   */
  public static DockerRegistry start(Path folder, String auth) {
    assumeTrue(
        Files.isExecutable(BINARY),
        "SKIPPED: " + BINARY + " is not installed (Debian's package docker-registry)");
    try {
      Path configuration =
          Files.writeString(
              folder.resolve("registry.yml"),
              """
              version: 0.1
              log: {level: info, formatter: text}
              storage:
                filesystem: {rootdirectory: "%s"}
                delete: {enabled: true}
              http: {addr: "127.0.0.1:0"}
              """
                      .formatted(folder.resolve("data"))
                  + auth);
      Process process =
          new ProcessBuilder(BINARY.toString(), "serve", configuration.toString())
              .redirectErrorStream(true)
              .start();
      try {
        return new DockerRegistry(process, listening(process));
      } catch (IOException e) {
        process.destroyForcibly();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String listening(Process process) throws IOException {
    BufferedReader log =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder seen = new StringBuilder();
    for (@Nullable String line = log.readLine(); line != null; line = log.readLine()) {
      seen.append(line).append('\n');
      Matcher matcher = LISTENING.matcher(line);
      if (matcher.find()) {
        drain(log);
        return matcher.group(1);
      }
    }
    throw new IOException("the registry ended:\n" + seen);
  }

  /** A full pipe would stop the registry. */
  private static void drain(BufferedReader log) {
    Thread reader =
        new Thread(
            () -> {
              try {
                long unused = log.transferTo(Writer.nullWriter());
              } catch (IOException e) {
                // The registry was stopped.
              }
            },
            "docker-registry log");
    reader.setDaemon(true);
    reader.start();
  }

  /** Host and port, as image names have it. */
  public String authority() {
    return authority;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }
}
