package io.github.plausible4j.admin.internal.backup;

import io.github.plausible4j.admin.backup.BackupException;
import io.github.plausible4j.admin.backup.BackupFinding;
import io.github.plausible4j.admin.backup.BackupListener;
import io.github.plausible4j.admin.backup.BackupManifest;
import io.github.plausible4j.admin.backup.BackupPart;
import io.github.plausible4j.admin.backup.BackupSource;
import io.github.plausible4j.k8s.internal.http.Sleeper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Restores a backup. Checks all databases before it changes the first. */
public final class BackupRestore {
  private final Path directory;
  private final BackupManifest manifest;
  private final BackupSource target;
  private final BackupListener listener;
  private final Sleeper sleeper;

  private BackupRestore(
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

  /** Verifies the files, then restores them. */
  public static void run(
      Path directory, BackupManifest manifest, BackupSource target, BackupListener listener) {
    run(directory, manifest, target, listener, Sleeper.REAL);
  }

  public static void run(
      Path directory,
      BackupManifest manifest,
      BackupSource target,
      BackupListener listener,
      Sleeper sleeper) {
    List<BackupFinding> findings =
        BackupVerification.findings(directory, manifest, Optional.empty());
    if (!findings.isEmpty()) {
      throw new BackupException("The backup in " + directory + " is damaged: " + findings);
    }
    new BackupRestore(directory, manifest, target, listener, sleeper).run();
  }

  private void run() {
    Map<BackupPart, DatabaseArchive> places = places();
    try {
      List<String> obstacles = secretsThatDiffer();
      for (Map.Entry<BackupPart, DatabaseArchive> place : places.entrySet()) {
        obstacles.addAll(place.getValue().obstacles(place.getKey()));
      }
      if (!obstacles.isEmpty()) {
        throw new BackupException("Nothing was restored: " + String.join("\n", obstacles));
      }
    } catch (IOException e) {
      throw new BackupException("Nothing was restored: " + e.getMessage(), e);
    }
    places.forEach(this::restore);
  }

  private Map<BackupPart, DatabaseArchive> places() {
    List<DatabaseArchive> archives =
        target.databases().stream()
            .map(database -> DatabaseArchive.of(database, listener, sleeper))
            .toList();
    Map<BackupPart, DatabaseArchive> places = new LinkedHashMap<>();
    for (BackupPart part : manifest.parts()) {
      places.put(
          part,
          archives.stream()
              .filter(archive -> archive.kind().equals(part.kind()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new BackupException(
                          "Nothing was restored: the target has no "
                              + part.kind()
                              + " database for "
                              + part.file()
                              + "; add it")));
    }
    return places;
  }

  private List<String> secretsThatDiffer() {
    List<String> differing = new ArrayList<>();
    target
        .fingerprints()
        .forEach(
            (name, fingerprint) -> {
              if (!manifest.secrets().getOrDefault(name, fingerprint).equals(fingerprint)) {
                differing.add(
                    name
                        + " differs from the one of the backup; set the backup's value in the"
                        + " target");
              }
            });
    return differing;
  }

  private void restore(BackupPart part, DatabaseArchive archive) {
    try {
      archive.restore(directory.resolve(part.file()));
      compare(part, archive.content());
    } catch (IOException e) {
      throw new BackupException(
          archive
              + " is not restored: "
              + e.getMessage()
              + "\nEmpty it and the databases restored before it, and restore again",
          e);
    }
  }

  private void compare(BackupPart part, DatabaseArchive.Content now) throws IOException {
    List<Long> migrations = now.migrations();
    Map<String, Long> rows = now.rows();
    Set<String> merging = now.merging();
    if (!part.migrations().equals(migrations)) {
      throw new IOException(
          "its migrations differ from the backup's: " + migrations + " and " + part.migrations());
    }
    List<String> differing = new ArrayList<>();
    new TreeMap<>(part.rows())
        .forEach(
            (table, expected) -> {
              Long found = rows.get(table);
              boolean fewer = found != null && merging.contains(table) && found < expected;
              if (found == null || (part.rowsExact() && !fewer && !found.equals(expected))) {
                differing.add(table + " has " + found + " rows, the backup says " + expected);
              }
            });
    if (!differing.isEmpty()) {
      throw new IOException("it differs from the backup: " + String.join("; ", differing));
    }
    listener.step(
        part.database()
            + ": "
            + rows.size()
            + " tables as in the backup, "
            + rows.values().stream().mapToLong(Long::longValue).sum()
            + " rows");
  }
}
