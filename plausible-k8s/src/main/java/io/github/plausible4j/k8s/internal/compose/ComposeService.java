package io.github.plausible4j.k8s.internal.compose;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service of a compose project, with what a stack can use of it. For internal use only.
 *
 * @param name of the service, which is also its host name
 * @param image empty where it is built
 * @param environment values by name, those of its {@code env_file}s included
 * @param secrets secret files by the name that the container sees below {@code /run/secrets}
 * @param mounts volumes, as source and target
 * @param others what else the service says, as lines without values of variables
 */
public record ComposeService(
    String name,
    String image,
    Map<String, String> environment,
    Map<String, String> secrets,
    List<Mount> mounts,
    List<String> others) {

  /**
   * A volume of a service.
   *
   * @param source a directory of the host or a named volume
   * @param target where the container sees it
   */
  public record Mount(String source, String target) {}

  /** What a service runs, as far as a stack is concerned. */
  public enum Kind {
    /** Plausible itself. */
    PLAUSIBLE,
    /** PostgreSQL. */
    POSTGRES,
    /** ClickHouse. */
    CLICKHOUSE,
    /** Another program. */
    OTHER
  }

  /** The content of a secret of the service; empty where its file cannot be read. */
  public Optional<String> readSecret(String target) {
    String file = secrets.getOrDefault(target, "");
    return file.isEmpty() ? Optional.empty() : BoundedFile.readIfPresent(Path.of(file));
  }

  /** By the image, and where it is built by the variables that Plausible cannot start without. */
  public Kind kind() {
    String path = image.replaceFirst("[@:][^/]*$", "");
    if (path.endsWith("plausible/analytics")
        || path.endsWith("/community-edition")
        || (environment.containsKey("BASE_URL") && environment.containsKey("SECRET_KEY_BASE"))) {
      return Kind.PLAUSIBLE;
    }
    String base = path.substring(path.lastIndexOf('/') + 1);
    if (base.startsWith("postgres") || base.startsWith("postgis")) {
      return Kind.POSTGRES;
    }
    return base.startsWith("clickhouse") ? Kind.CLICKHOUSE : Kind.OTHER;
  }
}
