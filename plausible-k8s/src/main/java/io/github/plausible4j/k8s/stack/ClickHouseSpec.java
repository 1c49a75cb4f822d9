package io.github.plausible4j.k8s.stack;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where Plausible's events and sessions are kept. */
public sealed interface ClickHouseSpec {

  /** A ClickHouse of the stack's own, on the stack's storage. */
  static Managed managed() {
    return new Managed(null, Map.of());
  }

  /**
   * A server that exists already.
   *
   * @param url {@code https://user@host:8443/database}, without the password
   * @param password of that user, who has to be allowed to create, alter and drop tables and
   *     dictionaries
   */
  static External external(String url, SecretSource password) {
    return new External(url, password);
  }

  /** A {@code ClickHouseInstallation} of the Altinity operator, which has to be installed. */
  static Altinity altinity() {
    return new Altinity(null);
  }

  /**
   * A StatefulSet with one pod.
   *
   * @param storage null for the stack's storage
   * @param nodeSelector labels of the nodes that it may run on, beside the stack's architecture;
   *     for example a node whose processor is recent enough
   */
  record Managed(@Nullable StorageSpec storage, Map<String, String> nodeSelector)
      implements ClickHouseSpec {
    /** Copies the labels. */
    public Managed {
      nodeSelector = Map.copyOf(nodeSelector);
    }

    /** The same database on other storage. */
    public Managed withStorage(StorageSpec newStorage) {
      return new Managed(newStorage, nodeSelector);
    }

    /** The same database on nodes with these labels. */
    public Managed withNodeSelector(Map<String, String> labels) {
      return new Managed(storage, labels);
    }
  }

  /**
   * A server that exists already.
   *
   * @param url without the password
   * @param password of the user in the address
   */
  record External(String url, SecretSource password) implements ClickHouseSpec {
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
   * A {@code ClickHouseInstallation} with one shard and one replica.
   *
   * @param storage null for the stack's storage, which has to be dynamic
   */
  record Altinity(StorageSpec.@Nullable Dynamic storage) implements ClickHouseSpec {

    /** The same installation on other storage. */
    public Altinity withStorage(StorageSpec.Dynamic newStorage) {
      return new Altinity(newStorage);
    }
  }
}
