package io.github.plausible4j.admin.rotation;

import io.github.plausible4j.k8s.stack.SecretValue;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Controls a stack for a rotation. Each secret has versions; the live version is the one that the
 * application reads at its next start. Every method can be called again with the same arguments,
 * because an interrupted rotation repeats its last step.
 */
public interface StackControl extends AutoCloseable {
  /** The version that the application reads at its next start; empty if there is no such secret. */
  Optional<String> liveVersion(StackSecret secret);

  /** All versions that are kept, the oldest first. */
  List<String> versions(StackSecret secret);

  /** The values of a version by key; empty if there is no such version. */
  Optional<Map<String, SecretValue>> read(StackSecret secret, String version);

  /**
   * Stores a new version that is not live. An existing version with that name is left unchanged.
   */
  void create(StackSecret secret, String version, Map<String, SecretValue> values);

  /** Makes a version live, without a restart. */
  void makeLive(StackSecret secret, String version);

  /** Deletes a version that is not live, if it exists. */
  void delete(StackSecret secret, String version);

  /**
   * Starts the application, or restarts the parts that run with secrets that are no longer live.
   * Returns when all is ready.
   */
  void restart();

  /** Stops the application. Returns when no instance of it runs. */
  void stop();

  /** The login that can create and change logins of PostgreSQL, if it is known. */
  Optional<Login> databaseAdministrator();

  /** Connections to Plausible's PostgreSQL database as this login. */
  DataSource database(Login login);

  /** How the password of Plausible's ClickHouse login is changed; by default with a statement. */
  default ClickHouseMode clickHouseMode() {
    return ClickHouseMode.STATEMENT;
  }

  /**
   * The current HTTP address of Plausible's ClickHouse, such as {@code http://host:8123}. It is
   * read again after a restart; user, password and path in it are ignored. By default there is no
   * address, and the password of ClickHouse cannot be rotated.
   */
  default URI clickHouse() {
    throw new RotationException(
        "This StackControl does not reach ClickHouse; implement clickHouse() in it");
  }

  /**
   * Checks a value from the caller before anything is changed, and throws if it does not work. By
   * default every value is accepted.
   */
  default void check(StackSecret secret, SecretValue newValue) {}

  /** Closes the connections that this object opened. */
  @Override
  void close();
}
