package io.github.plausible4j.admin.internal.backup;

import io.github.plausible4j.admin.backup.BackupListener;
import io.github.plausible4j.admin.backup.BackupPart;
import io.github.plausible4j.admin.backup.ClickHouseDatabase;
import io.github.plausible4j.admin.backup.HostCommand;
import io.github.plausible4j.admin.backup.HostResult;
import io.github.plausible4j.k8s.internal.http.Sleeper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Backs up ClickHouse with its own BACKUP statement. The server writes the backup to its backup
 * disk, from which it is read and then removed, so the volume needs room for a copy.
 */
final class ClickHouseArchive implements DatabaseArchive {
  static final String FILE = "clickhouse.zip";

  private static final Set<String> MADE_BY_MIGRATIONS =
      Set.of(
          "schema_migrations",
          "location_data",
          "acquisition_channel_source_category",
          "acquisition_channel_paid_sources");

  private static final String PREFIX = "plausible4j-";
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final ClickHouseDatabase database;
  private final BackupListener listener;
  private final Sleeper sleeper;
  private final String id = PREFIX + UUID.randomUUID();

  ClickHouseArchive(ClickHouseDatabase database, BackupListener listener, Sleeper sleeper) {
    this.database = database;
    this.listener = listener;
    this.sleeper = sleeper;
  }

  @Override
  public String kind() {
    return BackupPart.CLICKHOUSE;
  }

  @Override
  public BackupPart create(Path directory) throws IOException {
    listener.step("Saving " + database);
    reportLeftovers();
    Map<String, Long> before = rows();
    PartFile file = new PartFile(directory.resolve(FILE), listener);
    try {
      work("BACKUP DATABASE " + name() + " TO " + disk(), "BACKUP_CREATED");
      file.write(
          out ->
              Programs.run(
                  database.host(),
                  HostCommand.of("cat", path()),
                  InputStream.nullInputStream(),
                  out),
          this::compareSize);
    } finally {
      remove();
    }
    return new BackupPart(
        BackupPart.CLICKHOUSE,
        FILE,
        file.bytes(),
        file.sha256(),
        database.database(),
        ask("SELECT version()").get(0),
        migrations(),
        before,
        before.equals(rows()),
        List.of());
  }

  @Override
  public void restore(Path file) throws IOException {
    listener.step("Restoring " + database);
    try {
      try (InputStream in = new CountingInput(Files.newInputStream(file), FILE, listener)) {
        Programs.run(
            database.host(),
            HostCommand.of("tee", path()).readingBytes(Files.size(file)),
            in,
            OutputStream.nullOutputStream());
      }
      work("RESTORE DATABASE " + name() + " FROM " + disk(), "RESTORED");
    } finally {
      remove();
    }
  }

  @Override
  public List<String> obstacles(BackupPart part) throws IOException {
    List<String> tables =
        ask("SELECT name FROM system.tables WHERE database = " + text(database.database()));
    return tables.isEmpty()
        ? List.of()
        : List.of(
            database
                + " is not empty: it has "
                + tables.size()
                + " tables, such as "
                + tables.get(0)
                + "; drop and create that database, or restore into another one");
  }

  @Override
  public Map<String, Long> data(Optional<String> firstUser) throws IOException {
    Map<String, Long> rows = new TreeMap<>(rows());
    rows.values().removeIf(count -> count == 0);
    rows.keySet().removeAll(MADE_BY_MIGRATIONS);
    return rows;
  }

  /** Drops the database; a restore creates it again. */
  @Override
  public void empty() throws IOException {
    listener.step("Emptying " + database);
    ask("DROP DATABASE IF EXISTS " + name() + " SYNC");
  }

  @Override
  public Content content() throws IOException {
    return new Content(migrations(), rows(), merging());
  }

  private Map<String, Long> rows() throws IOException {
    Map<String, Long> rows = new TreeMap<>();
    for (String line :
        ask(
            "SELECT name, total_rows FROM system.tables WHERE total_rows IS NOT NULL"
                + " AND engine LIKE '%MergeTree' AND database = "
                + text(database.database()))) {
      String[] cells = line.split("\t", 2);
      rows.put(cells[0], Long.valueOf(cells[1]));
    }
    return rows;
  }

  /** Tables whose row counts can shrink at any time because the server merges rows. */
  private Set<String> merging() throws IOException {
    return Set.copyOf(
        ask(
            "SELECT name FROM system.tables WHERE engine LIKE '%MergeTree'"
                + " AND engine NOT IN ('MergeTree', 'ReplicatedMergeTree') AND database = "
                + text(database.database())));
  }

  private List<Long> migrations() throws IOException {
    boolean migrated =
        ask("EXISTS TABLE " + name() + ".schema_migrations").get(0).strip().equals("1");
    return migrated
        ? ask("SELECT DISTINCT version FROM " + name() + ".schema_migrations ORDER BY 1").stream()
            .map(Long::valueOf)
            .toList()
        : List.of();
  }

  private void work(String statement, String done) throws IOException {
    ask(statement + " SETTINGS id = " + text(id) + " ASYNC");
    while (true) {
      List<String> rows = ask("SELECT status, error FROM system.backups WHERE id = " + text(id));
      String status = rows.isEmpty() ? "unknown" : rows.get(0).split("\t", 2)[0];
      if (status.equals(done)) {
        return;
      }
      if (!status.equals("CREATING_BACKUP") && !status.equals("RESTORING")) {
        String error = String.join("\n", rows).replaceFirst("(?s), Stack trace.*", "");
        throw new IOException(
            Programs.failure(
                database.query(statement),
                new HostResult(
                    1, rows.isEmpty() ? "the server was restarted in the meantime" : error)));
      }
      sleeper.sleep(
          BETWEEN_LOOKS, e -> new IOException("interrupted while waiting for ClickHouse", e));
    }
  }

  private void compareSize(Path unfinished) throws IOException {
    String there = Programs.text(database.host(), HostCommand.of("wc", "-c", path()));
    long bytes = Long.parseLong(there.split(" ", 2)[0]);
    if (Files.size(unfinished) != bytes) {
      throw new IOException(
          FILE
              + " has "
              + bytes
              + " bytes on the host of ClickHouse, but only "
              + Files.size(unfinished)
              + " arrived");
    }
  }

  /** Reports copies on the server that killed processes could not remove. */
  private void reportLeftovers() {
    try {
      Programs.text(database.host(), HostCommand.of("ls", database.directory()))
          .lines()
          .filter(name -> name.startsWith(PREFIX))
          .forEach(
              name ->
                  listener.step(
                      database.directory()
                          + "/"
                          + name
                          + " is left on the host of ClickHouse by a backup that is still running"
                          + " or was interrupted; if none is running, remove it manually"));
    } catch (IOException e) {
      // The directory does not exist yet; the server creates it when needed.
    }
  }

  /**
   * Removes the server's copy and its lock file, which the server leaves behind after a failure.
   */
  private void remove() {
    try {
      Programs.text(database.host(), HostCommand.of("rm", "-f", path(), path() + ".lock"));
    } catch (IOException e) {
      listener.step(
          "Could not remove " + path() + " on the host of ClickHouse; remove it manually");
    }
  }

  private List<String> ask(String sql) throws IOException {
    return Programs.text(database.host(), database.query(sql)).lines().toList();
  }

  private String path() {
    return database.directory() + "/" + id + ".zip";
  }

  private String disk() {
    return "Disk('backups', " + text(id + ".zip") + ")";
  }

  private String name() {
    return "`" + database.database().replace("\\", "\\\\").replace("`", "\\`") + "`";
  }

  private static String text(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  @Override
  public String toString() {
    return database.toString();
  }
}
