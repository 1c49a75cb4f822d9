package io.github.plausible4j.k8s.stack;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where Plausible's users, sites and goals are kept. */
public sealed interface PostgresSpec {

  /** A PostgreSQL of the stack's own, on the stack's storage. */
  static Managed managed() {
    return new Managed(null, Managed.DATA_DIRECTORY, Map.of(), SecretSource.generated());
  }

  /**
   * A server that exists already.
   *
   * @param url {@code postgres://user@host:5432/database?sslmode=require}, without the password
   * @param password of that user, who has to own the database or to be allowed to create it
   */
  static External external(String url, SecretSource password) {
    return new External(url, password);
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
   * @param superuserPassword of the user {@code postgres}; a volume that is filled already has one
   */
  record Managed(
      @Nullable StorageSpec storage,
      String dataDirectory,
      Map<String, String> nodeSelector,
      SecretSource superuserPassword)
      implements PostgresSpec {
    static final String DATA_DIRECTORY = "pgdata";

    /** Copies the labels. */
    public Managed {
      Objects.requireNonNull(dataDirectory, "dataDirectory");
      nodeSelector = Map.copyOf(nodeSelector);
      Objects.requireNonNull(superuserPassword, "superuserPassword");
    }

    /** The same database on other storage. */
    public Managed withStorage(StorageSpec newStorage) {
      return new Managed(newStorage, dataDirectory, nodeSelector, superuserPassword);
    }

    /** The same database with its data elsewhere in the volume. */
    public Managed withDataDirectory(String directory) {
      return new Managed(storage, directory, nodeSelector, superuserPassword);
    }

    /** The same database on nodes with these labels. */
    public Managed withNodeSelector(Map<String, String> labels) {
      return new Managed(storage, dataDirectory, labels, superuserPassword);
    }

    /** The same database with the superuser's password that its volume has already. */
    public Managed withSuperuserPassword(SecretSource password) {
      return new Managed(storage, dataDirectory, nodeSelector, password);
    }
  }

  /**
   * A server that exists already.
   *
   * @param url without the password
   * @param password of the user in the address
   */
  record External(String url, SecretSource password) implements PostgresSpec {
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
  }
}
