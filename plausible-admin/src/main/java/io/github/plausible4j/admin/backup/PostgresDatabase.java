package io.github.plausible4j.admin.backup;

import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plausible's PostgreSQL database, used with the programs {@code psql}, {@code pg_dump} and {@code
 * pg_restore} on its host. Immutable.
 */
public final class PostgresDatabase implements BackupDatabase {
  private final DatabaseHost host;
  private final String database;
  private final String user;
  private final @Nullable SecretValue password;
  private final @Nullable String address;
  private final int port;
  private final @Nullable String rootCertificate;

  private PostgresDatabase(
      DatabaseHost host,
      String database,
      String user,
      @Nullable SecretValue password,
      @Nullable String address,
      int port,
      @Nullable String rootCertificate) {
    this.host = host;
    this.database = database;
    this.user = user;
    this.password = password;
    this.address = address;
    this.port = port;
    this.rootCertificate = rootCertificate;
  }

  /**
   * A database at the local socket of its host, on port 5432, without a password.
   *
   * @param user a user who can read all tables and, for a restore, create tables of other roles,
   *     such as a superuser
   */
  public static PostgresDatabase of(DatabaseHost host, String database, String user) {
    return new PostgresDatabase(host, database, user, null, null, 5432, null);
  }

  /** Sets the password of the user. It is never part of an argument list. */
  public PostgresDatabase withPassword(SecretValue newPassword) {
    return new PostgresDatabase(host, database, user, newPassword, address, port, rootCertificate);
  }

  /** Connects by TCP to an address, as seen from the host. */
  public PostgresDatabase at(String newAddress, int newPort) {
    return new PostgresDatabase(
        host, database, user, password, newAddress, newPort, rootCertificate);
  }

  /**
   * Requires TLS, and a server certificate for the address of {@link #at} that this root issued.
   *
   * @param file the root certificate in PEM, on the host
   */
  public PostgresDatabase withRootCertificate(String file) {
    return new PostgresDatabase(host, database, user, password, address, port, file);
  }

  @Override
  public DatabaseHost host() {
    return host;
  }

  @Override
  public String database() {
    return database;
  }

  public HostCommand command(String program, String... options) {
    List<String> arguments = new ArrayList<>(List.of(program, "--no-password"));
    arguments.addAll(List.of("--username=" + user, "--dbname=" + connection(), "--port=" + port));
    if (address != null) {
      arguments.add("--host=" + address);
    }
    arguments.addAll(List.of(options));
    return new HostCommand(arguments, password == null ? Map.of() : Map.of("PGPASSWORD", password));
  }

  private String connection() {
    return rootCertificate == null
        ? database
        : "dbname="
            + quoted(database)
            + " sslmode=verify-full sslrootcert="
            + quoted(rootCertificate);
  }

  private static String quoted(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  @Override
  public String toString() {
    return "PostgreSQL database " + database + " as " + user;
  }
}
