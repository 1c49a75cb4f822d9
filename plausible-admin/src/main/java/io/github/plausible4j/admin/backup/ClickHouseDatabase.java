package io.github.plausible4j.admin.backup;

import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plausible's ClickHouse database, used with {@code clickhouse-client} on its host. The server
 * needs a disk named {@code backups} in its {@code allowed_disk} list; stacks of this library have
 * one at {@code /var/lib/clickhouse/backups}. Immutable.
 */
public final class ClickHouseDatabase implements BackupDatabase {
  private final DatabaseHost host;
  private final String database;
  private final String user;
  private final @Nullable SecretValue password;
  private final String directory;

  private ClickHouseDatabase(
      DatabaseHost host,
      String database,
      String user,
      @Nullable SecretValue password,
      String directory) {
    this.host = host;
    this.database = database;
    this.user = user;
    this.password = password;
    this.directory = directory;
  }

  /** A database without a password, with the backup disk at its usual place. */
  public static ClickHouseDatabase of(DatabaseHost host, String database, String user) {
    return new ClickHouseDatabase(host, database, user, null, "/var/lib/clickhouse/backups");
  }

  /** Sets the password of the user. It is never part of an argument list. */
  public ClickHouseDatabase withPassword(SecretValue newPassword) {
    return new ClickHouseDatabase(host, database, user, newPassword, directory);
  }

  /** Sets the directory of the disk {@code backups} on the host. */
  public ClickHouseDatabase withBackupDirectory(String newDirectory) {
    return new ClickHouseDatabase(host, database, user, password, newDirectory);
  }

  @Override
  public DatabaseHost host() {
    return host;
  }

  @Override
  public String database() {
    return database;
  }

  public String directory() {
    return directory;
  }

  public HostCommand query(String sql) {
    return HostCommand.of(
            "clickhouse-client", "--user=" + user, "--format=TSVRaw", "--query=" + sql)
        .with(password == null ? Map.of() : Map.of("CLICKHOUSE_PASSWORD", password));
  }

  @Override
  public String toString() {
    return "ClickHouse database " + database + " as " + user;
  }
}
