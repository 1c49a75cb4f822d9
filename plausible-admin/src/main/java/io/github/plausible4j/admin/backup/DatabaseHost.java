package io.github.plausible4j.admin.backup;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The place where a database and its own programs are, such as {@code pg_dump} of the server's
 * version. Implementations are thread-safe.
 */
public interface DatabaseHost {
  /**
   * Runs a program to its end.
   *
   * @param input what the program reads; a host may be unable to tell the program that it ended
   * @param output gets what the program writes, while it runs; stays open
   * @throws IOException if the program could not be started, if the connection was cut before its
   *     exit code was known, or if {@code output} could not be written; the program is ended then,
   *     as far as the host is reached
   */
  HostResult run(HostCommand command, InputStream input, OutputStream output) throws IOException;

  /** This machine; programs are searched on the path. */
  static DatabaseHost local() {
    return new LocalHost(null);
  }

  /**
   * The running container of a service of a docker-compose project, which has a POSIX shell.
   *
   * @param project the directory of {@code docker-compose.yml}
   */
  static DatabaseHost compose(Path project, String service) {
    return compose(List.of("docker", "compose"), project, service);
  }

  /**
   * As {@link #compose(Path, String)}, by another program that takes the commands of compose.
   *
   * @param program such as {@code docker-compose}, or {@code podman} and {@code compose}
   */
  static DatabaseHost compose(List<String> program, Path project, String service) {
    return new ComposeHost(program, project, service);
  }

  /** A container of a running pod, which has a POSIX shell. The client stays the caller's. */
  static DatabaseHost pod(KubernetesClient client, String namespace, String pod, String container) {
    return new PodHost(client, namespace, pod, container);
  }
}
