package io.github.plausible4j.admin.backup;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The machine or container that has a database and its programs, such as {@code pg_dump} of the
 * server's version. Implementations are thread-safe.
 */
public interface DatabaseHost {
  /**
   * Runs a program and waits for its end.
   *
   * @param input the standard input of the program; some hosts cannot signal its end to the program
   * @param output receives the program's output while it runs; is not closed
   * @throws IOException if the program could not be started, if the connection was cut before its
   *     exit code was known, or if {@code output} could not be written; the program is then stopped
   *     if the host can be reached
   */
  HostResult run(HostCommand command, InputStream input, OutputStream output) throws IOException;

  /** This machine. Programs are found on its PATH. */
  static DatabaseHost local() {
    return new LocalHost(null);
  }

  /**
   * The running container of a docker-compose service. It needs a POSIX shell.
   *
   * @param project the directory of {@code docker-compose.yml}
   */
  static DatabaseHost compose(Path project, String service) {
    return compose(List.of("docker", "compose"), project, service);
  }

  /**
   * Same as {@link #compose(Path, String)}, with another program that understands the commands of
   * compose.
   *
   * @param program such as {@code docker-compose}, or {@code podman} and {@code compose}
   */
  static DatabaseHost compose(List<String> program, Path project, String service) {
    return new ComposeHost(program, project, service);
  }

  /** A container of a running pod. It needs a POSIX shell. The caller closes the client. */
  static DatabaseHost pod(KubernetesClient client, String namespace, String pod, String container) {
    return new PodHost(client, namespace, pod, container);
  }
}
