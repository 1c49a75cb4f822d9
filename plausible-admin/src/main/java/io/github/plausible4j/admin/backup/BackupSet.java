package io.github.plausible4j.admin.backup;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A finished backup in a directory: a file for each database and a manifest. Immutable; the files
 * hold password hashes and, in the definitions of ClickHouse's dictionaries, that database's
 * password, so only their owner may read them.
 *
 * <pre>{@code
 * BackupSet backup = BackupSet.open(Path.of("backup-1"));
 * List<BackupFinding> findings = backup.verify();
 * }</pre>
 */
public final class BackupSet {
  private final Path directory;
  private final BackupManifest manifest;

  private BackupSet(Path directory, BackupManifest manifest) {
    this.directory = directory;
    this.manifest = manifest;
  }

  /**
   * Saves both databases of a stack, which may be in use.
   *
   * @param directory new or empty
   * @throws BackupException if it did not end well; nothing there looks like a finished backup then
   */
  public static BackupSet create(
      KubernetesClient client, PlausibleStack stack, Path directory, BackupListener listener) {
    return create(BackupSource.of(client, stack), directory, listener);
  }

  /**
   * Saves databases, which may be in use. That of PostgreSQL is saved as it is at one instant;
   * events that arrive meanwhile may be in ClickHouse's part or not.
   *
   * @param directory new or empty
   * @throws BackupException if it did not end well; nothing there looks like a finished backup then
   */
  public static BackupSet create(BackupSource source, Path directory, BackupListener listener) {
    return create(source, directory, listener, Clock.systemUTC(), Sleeper.asleep());
  }

  static BackupSet create(
      BackupSource source, Path directory, BackupListener listener, Clock clock, Sleeper pause) {
    Instant begun = clock.instant();
    BackupDirectory.prepare(directory);
    try {
      List<BackupPart> parts = new ArrayList<>();
      for (BackupDatabase database : source.databases()) {
        parts.add(
            database instanceof PostgresDatabase postgres
                ? PostgresArchive.create(postgres, directory, listener)
                : new ClickHouseArchive((ClickHouseDatabase) database, listener, pause)
                    .create(directory));
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
      return new BackupSet(directory, manifest);
    } catch (IOException e) {
      throw new BackupException(
          "The backup in "
              + directory
              + " is not finished: "
              + e.getMessage()
              + "\nDelete the directory, and begin anew when the cause is gone",
          e);
    }
  }

  /**
   * A backup that was made before.
   *
   * @throws BackupException if it is unfinished or not a backup
   */
  public static BackupSet open(Path directory) {
    return new BackupSet(directory, ManifestFile.read(directory));
  }

  public BackupManifest manifest() {
    return manifest;
  }

  /** Compares sizes and checksums; empty if all is well. */
  public List<BackupFinding> verify() {
    return BackupVerification.findings(directory, manifest, Optional.empty());
  }

  /**
   * Compares sizes and checksums, and lets {@code pg_restore} read the whole archive; empty if all
   * is well.
   *
   * @param tools a host with {@code pg_restore} of the server's version or newer
   */
  public List<BackupFinding> verify(DatabaseHost tools) {
    return BackupVerification.findings(directory, manifest, Optional.of(tools));
  }

  /**
   * Restores into empty databases, after {@link #verify()}, and compares migrations and rows then.
   * The application must not run meanwhile: it would fill the databases itself. PostgreSQL's part
   * is restored in one transaction; a restore of ClickHouse that was interrupted leaves tables.
   *
   * @throws BackupException if the backup is damaged, if a database is not empty, or if the restore
   *     did not end well; the message says which databases are to be emptied
   */
  public void restore(BackupSource target, BackupListener listener) {
    restore(target, listener, Sleeper.asleep());
  }

  void restore(BackupSource target, BackupListener listener, Sleeper pause) {
    List<BackupFinding> findings = verify();
    if (!findings.isEmpty()) {
      throw new BackupException("The backup in " + directory + " is damaged: " + findings);
    }
    new BackupRestore(directory, manifest, target, listener, pause).run();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("backup of ").append(manifest.begun());
    if (!manifest.release().isEmpty()) {
      text.append(", Plausible ").append(manifest.release());
    }
    for (BackupPart part : manifest.parts()) {
      text.append("\n- ")
          .append(part.file())
          .append(": ")
          .append(part.database())
          .append(" of ")
          .append(part.kind())
          .append(' ')
          .append(part.serverVersion())
          .append(", ")
          .append(part.rows().size())
          .append(" tables, ")
          .append(part.rows().values().stream().mapToLong(Long::longValue).sum())
          .append(" rows, ")
          .append(part.bytes())
          .append(" bytes");
    }
    return text.toString();
  }
}
