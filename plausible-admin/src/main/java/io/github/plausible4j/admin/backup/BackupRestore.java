package io.github.plausible4j.admin.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One restore: looks at all databases before it touches the first. */
final class BackupRestore {
  private final Path directory;
  private final BackupManifest manifest;
  private final BackupSource target;
  private final BackupListener listener;
  private final Sleeper pause;

  BackupRestore(
      Path directory,
      BackupManifest manifest,
      BackupSource target,
      BackupListener listener,
      Sleeper pause) {
    this.directory = directory;
    this.manifest = manifest;
    this.target = target;
    this.listener = listener;
    this.pause = pause;
  }

  void run() {
    Map<BackupPart, BackupDatabase> places = places();
    try {
      List<String> obstacles = secretsThatDiffer();
      for (Map.Entry<BackupPart, BackupDatabase> place : places.entrySet()) {
        obstacles.addAll(
            place.getValue() instanceof PostgresDatabase postgres
                ? PostgresArchive.obstacles(postgres, place.getKey())
                : clickHouse(place.getValue()).obstacles());
      }
      if (!obstacles.isEmpty()) {
        throw new BackupException("Nothing was restored: " + String.join("\n", obstacles));
      }
    } catch (IOException e) {
      throw new BackupException("Nothing was restored: " + e.getMessage(), e);
    }
    places.forEach(this::restore);
  }

  private Map<BackupPart, BackupDatabase> places() {
    Map<BackupPart, BackupDatabase> places = new LinkedHashMap<>();
    for (BackupPart part : manifest.parts()) {
      places.put(
          part,
          target.databases().stream()
              .filter(database -> kind(database).equals(part.kind()))
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

  private static String kind(BackupDatabase database) {
    return database instanceof PostgresDatabase ? BackupPart.POSTGRESQL : BackupPart.CLICKHOUSE;
  }

  private List<String> secretsThatDiffer() {
    List<String> differing = new ArrayList<>();
    target
        .fingerprints()
        .forEach(
            (name, fingerprint) -> {
              if (!manifest.secrets().getOrDefault(name, fingerprint).equals(fingerprint)) {
                differing.add(
                    name + " is another than when the backup was made; give the target that one");
              }
            });
    return differing;
  }

  private void restore(BackupPart part, BackupDatabase database) {
    try {
      if (database instanceof PostgresDatabase postgres) {
        PostgresArchive.restore(postgres, directory.resolve(part.file()), listener);
        PostgresArchive.PostgresContent now = PostgresArchive.content(postgres);
        compare(part, now.migrations(), now.rows(), Set.of());
      } else {
        ClickHouseArchive archive = clickHouse(database);
        archive.restore(directory.resolve(part.file()));
        compare(part, archive.migrations(), archive.rows(), archive.merging());
      }
    } catch (IOException e) {
      throw new BackupException(
          database
              + " is not restored: "
              + e.getMessage()
              + "\nEmpty it and the databases restored before it, and begin anew",
          e);
    }
  }

  /**
   * @param merging tables of which the server may have fewer rows by now
   */
  private void compare(
      BackupPart part, List<Long> migrations, Map<String, Long> rows, Set<String> merging)
      throws IOException {
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

  private ClickHouseArchive clickHouse(BackupDatabase database) {
    return new ClickHouseArchive((ClickHouseDatabase) database, listener, pause);
  }
}
