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
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes a backup, its manifest last. For internal use only. */
public final class BackupWriter {
  private BackupWriter() {}

  public static BackupManifest write(BackupSource source, Path directory, BackupListener listener) {
    return write(source, directory, listener, Clock.systemUTC(), Sleeper.REAL);
  }

  public static BackupManifest write(
      BackupSource source, Path directory, BackupListener listener, Clock clock, Sleeper sleeper) {
    Instant begun = clock.instant();
    BackupDirectory.prepare(directory);
    try {
      List<BackupPart> parts = new ArrayList<>();
      for (BackupDatabase database : source.databases()) {
        parts.add(DatabaseArchive.of(database, listener, sleeper).create(directory));
      }
      BackupManifest manifest =
          new BackupManifest(
              BackupManifest.FORMAT,
              BackupDirectory.tool(),
              begun.toString(),
              clock.millis() - begun.toEpochMilli(),
              source.release(),
              source.fingerprints(),
              source.secretVersions(),
              parts);
      ManifestFile.write(directory, manifest);
      return manifest;
    } catch (IOException e) {
      throw new BackupException(
          "The backup in "
              + directory
              + " is not finished: "
              + e.getMessage()
              + "\nFix the cause, delete the directory and start again",
          e);
    }
  }
}
