package io.github.plausible4j.admin.migration;

import io.github.plausible4j.admin.backup.DatabaseHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Controls the compose project that is moved. Every method can be called again, because an
 * interrupted move repeats its last step. Implementations are thread-safe.
 */
public interface ComposeControl {
  /** The container of a service, for running programs. */
  DatabaseHost host(String service);

  /** Stops a service and waits until it has stopped. */
  void stop(String service) throws IOException;

  /** Starts only this service, without recreating its container. */
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
   * Another program that understands the commands of compose.
   *
   * @param program such as {@code docker-compose}, or {@code podman} and {@code compose}
   */
  static ComposeControl program(List<String> program, Path project) {
    return new ComposeProgram(program, project);
  }
}
