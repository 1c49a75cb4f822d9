package io.github.plausible4j.k8s.stack;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where Plausible's users, sites and goals are kept. */
public sealed interface PostgresSpec {
  /**
   * Applies the function for this kind. Code that uses it does not compile when a kind is added and
   * not handled.
   */
  <T> T match(
      Function<? super Managed, ? extends T> managed,
      Function<? super External, ? extends T> external,
      Function<? super CloudNativePg, ? extends T> cloudNativePg);

  /** A PostgreSQL of the stack's own, on the stack's storage. */
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
   * A server that exists already.
   *
   * @param url {@code postgres://user@host:5432/database?sslmode=require}, without the password
   * @param password of that user, who has to own the database or to be allowed to create it
   */
  static External external(String url, SecretSource password) {
    return new External(url, password, false);
  }

  /**
   * A server that exists already and lets a user in without a password, from every place that
   * reaches it. A password that is empty by mistake is refused; this says that it is meant.
   *
   * @param url {@code postgres://user@host:5432/database}, with the user, who has to own the
   *     database or to be allowed to create it
   */
  static External externalWithoutPassword(String url) {
    return new External(url, new SecretValue(""), true);
  }

  /** A {@code Cluster} of the CloudNativePG operator, which has to be installed. */
  static CloudNativePg cloudNativePg(int instances) {
    return new CloudNativePg(instances, null);
  }

  /**
   * A StatefulSet with one pod.
   *
   * @param storage null for the stack's storage
   * @param dataDirectory where the data is inside the volume; {@code .} for a volume that
   *     docker-compose filled
   * @param nodeSelector labels of the nodes that it may run on, beside the stack's architecture
   * @param superuserPassword of the superuser; a volume that is filled already has one
   * @param database where Plausible's tables are
   * @param superuser the role that initdb makes; a volume that is filled already has one
   * @param parameters of the server, by name
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

    /** The database of Plausible's compose files. */
    public static final String DATABASE = "plausible_db";

    /** The superuser of the image. */
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

    /** The same database on other storage. */
    public Managed withStorage(StorageSpec storage) {
      return new Managed(
          storage, dataDirectory, nodeSelector, superuserPassword, database, superuser, parameters);
    }

    /** The same database with its data in another directory of the volume. */
    public Managed withDataDirectory(String dataDirectory) {
      return new Managed(
          storage, dataDirectory, nodeSelector, superuserPassword, database, superuser, parameters);
    }

    /** The same database on nodes with these labels. */
    public Managed withNodeSelector(Map<String, String> nodeSelector) {
      return new Managed(
          storage, dataDirectory, nodeSelector, superuserPassword, database, superuser, parameters);
    }

    /** The same database with the superuser's password that its volume has already. */
    public Managed withSuperuserPassword(SecretSource superuserPassword) {
      return new Managed(
          storage, dataDirectory, nodeSelector, superuserPassword, database, superuser, parameters);
    }

    /** The same server with Plausible's tables in a database of another name. */
    public Managed withDatabase(String database) {
      return new Managed(
          storage, dataDirectory, nodeSelector, superuserPassword, database, superuser, parameters);
    }

    /** The same server with the superuser that its volume has, such as POSTGRES_USER of compose. */
    public Managed withSuperuser(String superuser) {
      return new Managed(
          storage, dataDirectory, nodeSelector, superuserPassword, database, superuser, parameters);
    }

    /** The same server with parameters such as {@code shared_buffers}. */
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
   * A server that exists already.
   *
   * @param url without the password
   * @param password of the user in the address; empty if that user has none
   * @param withoutPassword whether it is meant that the user has none
   */
  record External(String url, SecretSource password, boolean withoutPassword)
      implements PostgresSpec {
    /** All parts are needed. */
    public External {
      Objects.requireNonNull(url, "url");
      Objects.requireNonNull(password, "password");
    }

    /** The address without its user, because a password may stand there by mistake. */
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
   * @param instances 1 for no standby
   * @param storage null for the stack's storage, which has to be dynamic
   */
  record CloudNativePg(int instances, StorageSpec.@Nullable Dynamic storage)
      implements PostgresSpec {

    /** The same cluster on other storage. */
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
