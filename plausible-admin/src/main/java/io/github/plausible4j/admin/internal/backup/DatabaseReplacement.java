package io.github.plausible4j.admin.internal.backup;

import io.github.plausible4j.admin.backup.BackupDatabase;
import io.github.plausible4j.admin.backup.BackupException;
import io.github.plausible4j.admin.backup.BackupListener;
import io.github.plausible4j.admin.backup.BackupManifest;
import io.github.plausible4j.admin.backup.BackupPart;
import io.github.plausible4j.admin.backup.BackupSource;
import io.github.plausible4j.k8s.internal.http.Sleeper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Empties databases and restores them from a backup, one after the other. */
public final class DatabaseReplacement {
  private final Path directory;
  private final BackupManifest manifest;
  private final BackupSource target;
  private final BackupListener listener;
  private final Sleeper sleeper;

  public DatabaseReplacement(
      Path directory,
      BackupManifest manifest,
      BackupSource target,
      BackupListener listener,
      Sleeper sleeper) {
    this.directory = directory;
    this.manifest = manifest;
    this.target = target;
    this.listener = listener;
    this.sleeper = sleeper;
  }

  /**
   * The data that would be lost: rows by table, without those that migrations or a start created.
   */
  public Map<String, Long> data(Optional<String> firstUser) {
    Map<String, Long> data = new TreeMap<>();
    for (BackupPart part : manifest.parts()) {
      try {
        data.putAll(archive(part).data(firstUser));
      } catch (IOException e) {
        throw new BackupException("Nothing was restored: " + e.getMessage(), e);
      }
    }
    return data;
  }

  /** The same for databases without a backup to restore. */
  public static Map<String, Long> data(BackupSource databases, Sleeper sleeper) throws IOException {
    Map<String, Long> data = new TreeMap<>();
    for (BackupDatabase database : databases.databases()) {
      data.putAll(
          DatabaseArchive.of(database, BackupListener.none(), sleeper).data(Optional.empty()));
    }
    return data;
  }

  /** Empties the database of one part and restores it. Can be repeated. */
  public void replace(BackupPart part) {
    DatabaseArchive archive = archive(part);
    try {
      archive.empty();
    } catch (IOException e) {
      throw new BackupException(
          archive + " is not emptied: " + e.getMessage() + "\nFix the cause and repeat", e);
    }
    BackupRestore.run(directory, only(part), target, listener, sleeper);
  }

  private DatabaseArchive archive(BackupPart part) {
    return target.databases().stream()
        .map(database -> DatabaseArchive.of(database, listener, sleeper))
        .filter(archive -> archive.kind().equals(part.kind()))
        .findFirst()
        .orElseThrow(
            () ->
                new BackupException(
                    "Nothing was restored: the target has no " + part.kind() + " database"));
  }

  private BackupManifest only(BackupPart part) {
    return new BackupManifest(
        manifest.format(),
        manifest.tool(),
        manifest.begun(),
        manifest.milliseconds(),
        manifest.release(),
        manifest.secrets(),
        manifest.secretVersions(),
        List.of(part));
  }
}
