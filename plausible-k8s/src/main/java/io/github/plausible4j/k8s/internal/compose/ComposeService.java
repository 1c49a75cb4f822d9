package io.github.plausible4j.k8s.internal.compose;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A service of a compose project, with what a stack can use of it. For internal use only.
 *
 * @param name of the service, which is also its host name
 * @param hosts all names and addresses that it has in compose's network
 * @param image empty where it is built
 * @param isOptional whether compose starts it only with a profile that is not active
 * @param environment values by name, those of its {@code env_file}s included
 * @param unset variables that it takes from the shell, with the name that each has there; no file
 *     has their values
 * @param secrets by the name of the file in which the container sees them
 * @param mounts volumes, as source and target
 * @param others what else the service says, as lines without values of variables
 */
public record ComposeService(
    String name,
    Set<String> hosts,
    String image,
    boolean isOptional,
    Map<String, String> environment,
    Map<String, String> unset,
    Map<String, ComposeSecret> secrets,
    List<Mount> mounts,
    List<String> others) {
  private static final Pattern POSTGRES =
      Pattern.compile("postgres|postgis|timescale|pgvect|pgautoupgrade");

  /** Images of programs that work with a database: their names contain the database's. */
  private static final Pattern BESIDE =
      Pattern.compile(
          "backup|restore|dump|export|client|admin|keeper|operator|proxy|bouncer|pgpool|monitor");

  /**
   * A volume of a service.
   *
   * @param source a directory of the host or a named volume
   * @param target where the container sees it
   */
  public record Mount(String source, String target) {
    private static final String CONFIG = "config ";

    /** A config, which the container sees as a file. No volume has a blank in its name. */
    static Mount ofConfig(String name, String target) {
      return new Mount(CONFIG + name, target);
    }

    public boolean isConfig() {
      return source.startsWith(CONFIG);
    }
  }

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

  /** The content of a secret of the service; empty if no file of the project has it. */
  public Optional<String> readSecret(String target) {
    return Optional.ofNullable(secrets.get(target)).flatMap(ComposeSecret::read);
  }

  /** By the image, and where that is one's own by the variables that Plausible needs. */
  public Kind kind() {
    String path = image.replaceFirst("[@:][^/]*$", "");
    String base = path.substring(path.lastIndexOf('/') + 1);
    if (path.endsWith("plausible/analytics")
        || path.endsWith("/community-edition")
        || (has("BASE_URL")
            && (has("SECRET_KEY_BASE")
                || has("CLICKHOUSE_DATABASE_URL")
                || base.contains("plausible")))) {
      return Kind.PLAUSIBLE;
    }
    if (BESIDE.matcher(base).find()) {
      return Kind.OTHER;
    }
    if (POSTGRES.matcher(base).lookingAt() || keepsDataBelow("/postgresql")) {
      return Kind.POSTGRES;
    }
    return base.startsWith("clickhouse") || keepsDataBelow("/var/lib/clickhouse")
        ? Kind.CLICKHOUSE
        : Kind.OTHER;
  }

  private boolean keepsDataBelow(String directory) {
    return mounts.stream().anyMatch(mount -> mount.target().contains(directory));
  }

  private boolean has(String variable) {
    return environment.containsKey(variable)
        || unset.containsKey(variable)
        || secrets.containsKey(variable);
  }

  /** The superuser of a PostgreSQL, where the service says one. */
  public Optional<String> superuser() {
    if (image.contains("bitnami")) {
      return Optional.of("postgres"); // its POSTGRESQL_USERNAME is an ordinary role
    }
    return Optional.ofNullable(environment.get("POSTGRES_USER"))
        .or(
            () -> {
              String file = environment.getOrDefault("POSTGRES_USER_FILE", "");
              return readSecret(file.substring(file.lastIndexOf('/') + 1));
            })
        .filter(user -> !user.isEmpty());
  }

  /** Without the values, which may be secrets. */
  @Override
  public String toString() {
    return "ComposeService[" + name + ", " + image + "]";
  }
}
