package io.github.plausible4j.admin.rotation;

import io.github.plausible4j.k8s.stack.SecretValue;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The place where a stack runs, as far as a rotation touches it. Each secret has versions, of which
 * one is live: the one that the application reads at its next start. Every method may be called
 * again with the same arguments, because a rotation that was interrupted repeats its last step.
 */
public interface StackControl extends AutoCloseable {
  /** The version that the application reads at its next start; empty if there is no such secret. */
  Optional<String> liveVersion(StackSecret secret);

  /** All versions that are kept, the oldest first. */
  List<String> versions(StackSecret secret);

  /** The values of a version by key; empty if there is no such version. */
  Optional<Map<String, SecretValue>> read(StackSecret secret, String version);

  /** Keeps a new version that is not live; one of that name stays as it is. */
  void create(StackSecret secret, String version, Map<String, SecretValue> values);

  /** Makes a version live, without a restart. */
  void makeLive(StackSecret secret, String version);

  /** Deletes a version that is not live, if it is there. */
  void delete(StackSecret secret, String version);

  /**
   * Starts the application, or restarts what reads other secrets than are live; returns when ready.
   */
  void restart();

  /** Stops the application; returns when no instance of it runs. */
  void stop();

  /** Who may create and change logins at PostgreSQL, if that is known here. */
  Optional<Login> databaseAdministrator();

  /** Connections to Plausible's PostgreSQL database as this login. */
  DataSource database(Login login);

  /** How Plausible's login at ClickHouse gets another password; by default by a statement. */
  default ClickHouseMode clickHouseMode() {
    return ClickHouseMode.STATEMENT;
  }

  /**
   * Where Plausible's ClickHouse is reached over HTTP now, as {@code http://host:8123}; asked again
   * after a restart. Of a user, a password or a path in it nothing is used. By default there is
   * none, and the password of ClickHouse cannot be rotated.
   */
  default URI clickHouse() {
    throw new RotationException(
        "This StackControl does not reach ClickHouse; let it implement clickHouse()");
  }

  /**
   * Tries a value that the caller supplies, before anything is changed; throws if it does not work.
   * By default it is taken as it is.
   */
  default void check(StackSecret secret, SecretValue newValue) {}

  /** Ends connections that this object made. */
  @Override
  void close();
}
