package io.github.plausible4j.k8s.stack;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where Plausible's events and sessions are kept. */
public sealed interface ClickHouseSpec {
  /**
   * Calls the function for this kind and returns its result. When a later version adds a kind, code
   * that uses this method does not compile until it handles that kind.
   */
  <T> T match(
      Function<? super Managed, ? extends T> managed,
      Function<? super External, ? extends T> external,
      Function<? super Altinity, ? extends T> altinity);

  /** A ClickHouse server that runs in the stack, on the stack's storage. */
  static Managed managed() {
    return new Managed(null, Map.of(), Managed.DATABASE, Map.of(), Map.of());
  }

  /**
   * An existing server.
   *
   * @param url {@code https://user@host:8443/database}, without the password
   * @param password the password of that user, who needs the right to create, alter and drop tables
   *     and dictionaries
   */
  static External external(String url, SecretSource password) {
    return new External(url, password, false);
  }

  /**
   * An existing server that accepts the user without a password, from every host that can reach it.
   * {@link #external} rejects an empty password as a mistake; this method confirms that it is
   * intended.
   *
   * @param url {@code http://user@host:8123/database}, with the user, who needs the right to
   *     create, alter and drop tables and dictionaries
   */
  static External externalWithoutPassword(String url) {
    return new External(url, new SecretValue(""), true);
  }

  /**
   * A {@code ClickHouseInstallation} of the Altinity operator. The operator has to be installed in
   * the cluster.
   */
  static Altinity altinity() {
    return new Altinity(null);
  }

  /**
   * A StatefulSet with one pod.
   *
   * @param storage the storage; null for the stack's storage
   * @param nodeSelector the labels that its node must have, in addition to the stack's
   *     architecture; for example those of a node with a recent processor
   * @param database the name of the database with Plausible's tables
   * @param serverFiles files in {@code config.d}, by name, in addition to the stack's own
   * @param userFiles files in {@code users.d}, by name, in addition to the stack's own
   */
  record Managed(
      @Nullable StorageSpec storage,
      Map<String, String> nodeSelector,
      String database,
      Map<String, String> serverFiles,
      Map<String, String> userFiles)
      implements ClickHouseSpec {
    /** The name of the database in Plausible's compose files. */
    public static final String DATABASE = "plausible_events_db";

    /** Copies the maps. */
    public Managed {
      nodeSelector = Map.copyOf(nodeSelector);
      Objects.requireNonNull(database, "database");
      serverFiles = Map.copyOf(serverFiles);
      userFiles = Map.copyOf(userFiles);
    }

    /** Returns a copy with other storage. */
    public Managed withStorage(StorageSpec storage) {
      return new Managed(storage, nodeSelector, database, serverFiles, userFiles);
    }

    /** Returns a copy whose node must have these labels. */
    public Managed withNodeSelector(Map<String, String> nodeSelector) {
      return new Managed(storage, nodeSelector, database, serverFiles, userFiles);
    }

    /** Returns a copy that keeps Plausible's tables in a database of another name. */
    public Managed withDatabase(String database) {
      return new Managed(storage, nodeSelector, database, serverFiles, userFiles);
    }

    /**
     * Returns a copy with these files in {@code config.d}, such as {@code limits.xml}, in addition
     * to the stack's own. They are stored in a ConfigMap and must not contain secrets.
     */
    public Managed withServerFiles(Map<String, String> serverFiles) {
      return new Managed(storage, nodeSelector, database, serverFiles, userFiles);
    }

    /**
     * Returns a copy with these files in {@code users.d}, in addition to the stack's own. They must
     * not contain secrets either.
     */
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
   * An existing server.
   *
   * @param url the address with the user, without the password
   * @param password the password of the user in the address; empty if the user has none
   * @param withoutPassword whether the user is meant to have no password
   */
  record External(String url, SecretSource password, boolean withoutPassword)
      implements ClickHouseSpec {
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
        Function<? super Altinity, ? extends T> altinity) {
      return external.apply(this);
    }
  }

  /**
   * A {@code ClickHouseInstallation} with one shard and one replica.
   *
   * @param storage the storage; null for the stack's storage, which has to be dynamic
   */
  record Altinity(StorageSpec.@Nullable Dynamic storage) implements ClickHouseSpec {

    /** Returns a copy with other storage. */
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
