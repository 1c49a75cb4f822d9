package io.github.plausible4j.admin.backup;

/** A database to save or to restore. */
public sealed interface BackupDatabase permits PostgresDatabase, ClickHouseDatabase {
  /** The database's name, such as {@code plausible_db}. */
  String database();

  /** The host of the database. */
  DatabaseHost host();
}
