package io.github.plausible4j.k8s.stack;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where Plausible's users, sites and goals are kept. */
public sealed interface PostgresSpec {
  /**
   * Calls the function for this kind and returns its result. When a later version adds a kind, code
   * that uses this method does not compile until it handles that kind.
   */
  <T> T match(
      Function<? super Managed, ? extends T> managed,
      Function<? super External, ? extends T> external,
      Function<? super CloudNativePg, ? extends T> cloudNativePg);

  /** A PostgreSQL server that runs in the stack, on the stack's storage. */
  static Managed managed() {
    return new Managed(
        null,
        Managed.DATA_DIRECTORY,
        Map.of(),
        SecretSource.generated(),
        Managed.DATABASE,
        Managed.SUPERUSER,
        Map.of());
  }

  /**
   * An existing server.
   *
   * @param url {@code postgres://user@host:5432/database?sslmode=require}, without the password
   * @param password the password of that user, who has to own the database or have the right to
   *     create it
   */
  static External external(String url, SecretSource password) {
    return new External(url, password, false);
  }

  /**
   * An existing server that accepts the user without a password, from every host that can reach it.
   * {@link #external} rejects an empty password as a mistake; this method confirms that it is
   * intended.
   *
   * @param url {@code postgres://user@host:5432/database}, with the user, who has to own the
   *     database or have the right to create it
   */
  static External externalWithoutPassword(String url) {
    return new External(url, new SecretValue(""), true);
  }

  /**
   * A {@code Cluster} of the CloudNativePG operator. The operator has to be installed in the
   * Kubernetes cluster.
   *
   * @param instances the number of servers; 1 means no standby
   */
  static CloudNativePg cloudNativePg(int instances) {
    return new CloudNativePg(instances, null);
  }

  /**
   * A StatefulSet with one pod.
   *
   * @param storage the storage; null for the stack's storage
   * @param dataDirectory the directory of the data in the volume; {@code .} for a volume that
   *     Docker Compose filled
   * @param nodeSelector the labels that its node must have, in addition to the stack's architecture
   * @param superuserPassword the superuser's password; a volume with data already has one
   * @param database the name of the database with Plausible's tables
   * @param superuser the superuser that initdb creates; a volume with data already has one
   * @param parameters the server parameters, by name
   */
  record Managed(
      @Nullable StorageSpec storage,
      String dataDirectory,
      Map<String, String> nodeSelector,
      SecretSource superuserPassword,
      String database,
      String superuser,
      Map<String, String> parameters)
      implements PostgresSpec {
    static final String DATA_DIRECTORY = "pgdata";

    /** The name of the database in Plausible's compose files. */
    public static final String DATABASE = "plausible_db";

    /** The default superuser of the image. */
    public static final String SUPERUSER = "postgres";

    /** Copies the maps. */
    public Managed {
      Objects.requireNonNull(dataDirectory, "dataDirectory");
      nodeSelector = Map.copyOf(nodeSelector);
      Objects.requireNonNull(superuserPassword, "superuserPassword");
      Objects.requireNonNull(database, "database");
      Objects.requireNonNull(superuser, "superuser");
      parameters = Map.copyOf(parameters);
    }

    /** Returns a copy with other storage. */
    public Managed withStorage(StorageSpec storage) {
      return new Managed(
          storage, dataDirectory, nodeSelector, superuserPassword, database, superuser, parameters);
    }

    /** Returns a copy with the data in another directory of the volume. */
    public Managed withDataDirectory(String dataDirectory) {
      return new Managed(
          storage, dataDirectory, nodeSelector, superuserPassword, database, superuser, parameters);
    }

    /** Returns a copy whose node must have these labels. */
    public Managed withNodeSelector(Map<String, String> nodeSelector) {
      return new Managed(
          storage, dataDirectory, nodeSelector, superuserPassword, database, superuser, parameters);
    }

    /** Returns a copy with the superuser's password that the volume already has. */
    public Managed withSuperuserPassword(SecretSource superuserPassword) {
      return new Managed(
          storage, dataDirectory, nodeSelector, superuserPassword, database, superuser, parameters);
    }

    /** Returns a copy that keeps Plausible's tables in a database of another name. */
    public Managed withDatabase(String database) {
      return new Managed(
          storage, dataDirectory, nodeSelector, superuserPassword, database, superuser, parameters);
    }

    /**
     * Returns a copy with the superuser that the volume already has, such as the POSTGRES_USER of a
     * compose project.
     */
    public Managed withSuperuser(String superuser) {
      return new Managed(
          storage, dataDirectory, nodeSelector, superuserPassword, database, superuser, parameters);
    }

    /**
     * Returns a copy with these server parameters, such as {@code shared_buffers}, instead of the
     * current ones.
     */
    public Managed withParameters(Map<String, String> parameters) {
      return new Managed(
          storage, dataDirectory, nodeSelector, superuserPassword, database, superuser, parameters);
    }

    @Override
    public <T> T match(
        Function<? super Managed, ? extends T> managed,
        Function<? super External, ? extends T> external,
        Function<? super CloudNativePg, ? extends T> cloudNativePg) {
      return managed.apply(this);
    }
  }

  /**
   * An existing server.
   *
   * @param url the address with the user, without the password
   * @param password the password of the user in the address; empty if the user has none
   * @param withoutPassword whether the user is meant to have no password
   */
  record External(String url, SecretSource password, boolean withoutPassword)
      implements PostgresSpec {
    /** Requires all parts to be non-null. */
    public External {
      Objects.requireNonNull(url, "url");
      Objects.requireNonNull(password, "password");
    }

    /** Masks the user in the address, because it may contain a password by mistake. */
    @Override
    public String toString() {
      return "External[url=" + ProblemCollector.shown(url) + ", password=" + password + "]";
    }

    @Override
    public <T> T match(
        Function<? super Managed, ? extends T> managed,
        Function<? super External, ? extends T> external,
        Function<? super CloudNativePg, ? extends T> cloudNativePg) {
      return external.apply(this);
    }
  }

  /**
   * A {@code Cluster} of the CloudNativePG operator.
   *
   * @param instances the number of servers; 1 means no standby
   * @param storage the storage; null for the stack's storage, which has to be dynamic
   */
  record CloudNativePg(int instances, StorageSpec.@Nullable Dynamic storage)
      implements PostgresSpec {

    /** Returns a copy with other storage. */
    public CloudNativePg withStorage(StorageSpec.Dynamic newStorage) {
      return new CloudNativePg(instances, newStorage);
    }

    @Override
    public <T> T match(
        Function<? super Managed, ? extends T> managed,
        Function<? super External, ? extends T> external,
        Function<? super CloudNativePg, ? extends T> cloudNativePg) {
      return cloudNativePg.apply(this);
    }
  }
}
