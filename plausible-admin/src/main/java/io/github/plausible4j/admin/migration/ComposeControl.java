package io.github.plausible4j.admin.migration;

import io.github.plausible4j.admin.backup.DatabaseHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The compose project that is moved, as far as a move touches it. Every method may be called again,
 * because a move that was interrupted repeats its last step. Implementations are thread-safe.
 */
public interface ComposeControl {
  /** Where the programs of a service's container run. */
  DatabaseHost host(String service);

  /** Stops a service; returns when it has stopped. */
  void stop(String service) throws IOException;

  /** Starts a service and no other, without making its container again. */
  void start(String service) throws IOException;

  /** Stops and starts a service; its container keeps its files. */
  void restart(String service) throws IOException;

  /**
   * {@code docker compose} on this machine.
   *
   * @param project the directory of {@code docker-compose.yml}
   */
  static ComposeControl docker(Path project) {
    return program(List.of("docker", "compose"), project);
  }

  /**
   * Another program that takes the commands of compose.
   *
   * @param program such as {@code docker-compose}, or {@code podman} and {@code compose}
   */
  static ComposeControl program(List<String> program, Path project) {
    return new ComposeProgram(program, project);
  }
}
