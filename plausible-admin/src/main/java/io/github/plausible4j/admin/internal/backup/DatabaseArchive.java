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

/** One database and the file that a backup has of it. */
interface DatabaseArchive {
  /** The kind of the database in the manifest. */
  String kind();

  BackupPart create(Path directory) throws IOException;

  /** What prevents a restore; empty if nothing does. */
  List<String> obstacles(BackupPart part) throws IOException;

  /**
   * The number of rows of each table, without those that migrations and the start of the
   * application made. Tables without other rows are left out.
   *
   * @param firstUser the address of a user that may be there without anything of its own
   */
  Map<String, Long> data(Optional<String> firstUser) throws IOException;

  /** Removes all that the database holds. Can be repeated. */
  void empty() throws IOException;

  void restore(Path file) throws IOException;

  /** What the database has now. */
  Content content() throws IOException;

  /**
   * What is compared after a restore.
   *
   * @param merging tables of which the server may have fewer rows by now
   */
  record Content(List<Long> migrations, Map<String, Long> rows, Set<String> merging) {}

  static DatabaseArchive of(BackupDatabase database, BackupListener listener, Sleeper sleeper) {
    if (database instanceof PostgresDatabase postgres) {
      return new PostgresArchive(postgres, listener);
    }
    return new ClickHouseArchive((ClickHouseDatabase) database, listener, sleeper);
  }
}
