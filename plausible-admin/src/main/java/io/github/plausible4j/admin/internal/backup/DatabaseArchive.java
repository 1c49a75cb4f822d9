package io.github.plausible4j.admin.internal.backup;

import io.github.plausible4j.admin.backup.BackupDatabase;
import io.github.plausible4j.admin.backup.BackupListener;
import io.github.plausible4j.admin.backup.BackupPart;
import io.github.plausible4j.admin.backup.ClickHouseDatabase;
import io.github.plausible4j.admin.backup.PostgresDatabase;
import io.github.plausible4j.k8s.internal.http.Sleeper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Backs up one database to a file and restores it. */
interface DatabaseArchive {
  /** The kind of the database in the manifest. */
  String kind();

  BackupPart create(Path directory) throws IOException;

  /** The reasons that prevent a restore; empty if it can start. */
  List<String> obstacles(BackupPart part) throws IOException;

  /**
   * The number of rows by table. Tables that only migrations and the start of the application fill,
   * and empty tables, are left out.
   *
   * @param firstUser the address of a user who does not count as data if it is the only user
   */
  Map<String, Long> data(Optional<String> firstUser) throws IOException;

  /** Removes everything from the database. Can be repeated. */
  void empty() throws IOException;

  void restore(Path file) throws IOException;

  /** The current content of the database. */
  Content content() throws IOException;

  /**
   * The content to compare after a restore.
   *
   * @param merging tables whose row counts the server can shrink by merging
   */
  record Content(List<Long> migrations, Map<String, Long> rows, Set<String> merging) {}

  static DatabaseArchive of(BackupDatabase database, BackupListener listener, Sleeper sleeper) {
    if (database instanceof PostgresDatabase postgres) {
      return new PostgresArchive(postgres, listener);
    }
    return new ClickHouseArchive((ClickHouseDatabase) database, listener, sleeper);
  }
}
