package io.github.plausible4j.k8s.stack;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where Plausible's events and sessions are kept. */
public sealed interface ClickHouseSpec {
  /**
   * Applies the function for this kind. Code that uses it does not compile when a kind is added and
   * not handled.
   */
  <T> T match(
      Function<? super Managed, ? extends T> managed,
      Function<? super External, ? extends T> external,
      Function<? super Altinity, ? extends T> altinity);

  /** A ClickHouse of the stack's own, on the stack's storage. */
  static Managed managed() {
    return new Managed(null, Map.of(), Managed.DATABASE, Map.of(), Map.of());
  }

  /**
   * A server that exists already.
   *
   * @param url {@code https://user@host:8443/database}, without the password
   * @param password of that user, who has to be allowed to create, alter and drop tables and
   *     dictionaries
   */
  static External external(String url, SecretSource password) {
    return new External(url, password, false);
  }

  /**
   * A server that exists already and lets a user in without a password, from every place that
   * reaches it. A password that is empty by mistake is refused; this says that it is meant.
   *
   * @param url {@code http://user@host:8123/database}, with the user, who has to be allowed to
   *     create, alter and drop tables and dictionaries
   */
  static External externalWithoutPassword(String url) {
    return new External(url, new SecretValue(""), true);
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
   * @param database where Plausible's tables are
   * @param serverFiles files of {@code config.d} beside the stack's own, by name
   * @param userFiles files of {@code users.d} beside the stack's own, by name
   */
  record Managed(
      @Nullable StorageSpec storage,
      Map<String, String> nodeSelector,
      String database,
      Map<String, String> serverFiles,
      Map<String, String> userFiles)
      implements ClickHouseSpec {
    /** The database of Plausible's compose files. */
    public static final String DATABASE = "plausible_events_db";

    /** Copies the maps. */
    public Managed {
      nodeSelector = Map.copyOf(nodeSelector);
      Objects.requireNonNull(database, "database");
      serverFiles = Map.copyOf(serverFiles);
      userFiles = Map.copyOf(userFiles);
    }

    /** The same database on other storage. */
    public Managed withStorage(StorageSpec storage) {
      return new Managed(storage, nodeSelector, database, serverFiles, userFiles);
    }

    /** The same database on nodes with these labels. */
    public Managed withNodeSelector(Map<String, String> nodeSelector) {
      return new Managed(storage, nodeSelector, database, serverFiles, userFiles);
    }

    /** The same server with Plausible's tables in a database of another name. */
    public Managed withDatabase(String database) {
      return new Managed(storage, nodeSelector, database, serverFiles, userFiles);
    }

    /**
     * The same server with more files of {@code config.d}, such as {@code limits.xml}. They are in
     * a ConfigMap and may hold no secret.
     */
    public Managed withServerFiles(Map<String, String> serverFiles) {
      return new Managed(storage, nodeSelector, database, serverFiles, userFiles);
    }

    /** The same server with more files of {@code users.d}; they may hold no secret either. */
    public Managed withUserFiles(Map<String, String> userFiles) {
      return new Managed(storage, nodeSelector, database, serverFiles, userFiles);
    }

    @Override
    public <T> T match(
        Function<? super Managed, ? extends T> managed,
        Function<? super External, ? extends T> external,
        Function<? super Altinity, ? extends T> altinity) {
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
      implements ClickHouseSpec {
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
        Function<? super Altinity, ? extends T> altinity) {
      return external.apply(this);
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

    @Override
    public <T> T match(
        Function<? super Managed, ? extends T> managed,
        Function<? super External, ? extends T> external,
        Function<? super Altinity, ? extends T> altinity) {
      return altinity.apply(this);
    }
  }
}
