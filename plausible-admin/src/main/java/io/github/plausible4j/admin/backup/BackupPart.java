package io.github.plausible4j.admin.backup;

import java.util.List;
import java.util.Map;

/**
 * The part of a backup that belongs to one database.
 *
 * @param kind {@code postgresql} or {@code clickhouse}
 * @param file the name of its file in the directory of the backup
 * @param bytes the size of the file
 * @param sha256 the checksum of the file, in hexadecimal
 * @param database the name of the database
 * @param serverVersion the version that the server reports
 * @param migrations the versions in {@code schema_migrations}, in order
 * @param rows the number of rows of each table in the backup
 * @param rowsExact false if rows were written while they were counted
 * @param owners the roles that own the tables and must exist before a restore
 */
public record BackupPart(
    String kind,
    String file,
    long bytes,
    String sha256,
    String database,
    String serverVersion,
    List<Long> migrations,
    Map<String, Long> rows,
    boolean rowsExact,
    List<String> owners) {
  public static final String POSTGRESQL = "postgresql";
  public static final String CLICKHOUSE = "clickhouse";

  /** Copies the collections. */
  public BackupPart {
    migrations = List.copyOf(migrations);
    rows = Map.copyOf(rows);
    owners = List.copyOf(owners);
  }
}
