package io.github.plausible4j.admin;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.admin.backup.BackupException;
import io.github.plausible4j.admin.backup.BackupFinding;
import io.github.plausible4j.admin.backup.BackupListener;
import io.github.plausible4j.admin.backup.BackupManifest;
import io.github.plausible4j.admin.backup.BackupPart;
import io.github.plausible4j.admin.backup.BackupSource;
import io.github.plausible4j.admin.backup.DatabaseHost;
import io.github.plausible4j.admin.backup.RestoreOptions;
import io.github.plausible4j.admin.internal.backup.BackupRestore;
import io.github.plausible4j.admin.internal.backup.BackupVerification;
import io.github.plausible4j.admin.internal.backup.BackupWriter;
import io.github.plausible4j.admin.internal.backup.ManifestFile;
import io.github.plausible4j.admin.internal.backup.StackDatabases;
import io.github.plausible4j.admin.internal.restore.StackRestore;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.nio.file.Path;
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
    return create(StackDatabases.of(client, stack), directory, listener);
  }

  /**
   * Saves databases, which may be in use. That of PostgreSQL is saved as it is at one instant;
   * events that arrive meanwhile may be in ClickHouse's part or not.
   *
   * @param directory new or empty
   * @throws BackupException if it did not end well; nothing there looks like a finished backup then
   */
  public static BackupSet create(BackupSource source, Path directory, BackupListener listener) {
    return new BackupSet(directory, BackupWriter.write(source, directory, listener));
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
    BackupRestore.run(directory, manifest, target, listener);
  }

  /**
   * Restores into a stack that was applied to its cluster, after {@link #verify()}: stops
   * Plausible, gives the stack the keys of the backup, empties both databases, restores them,
   * migrates them to the stack's release and starts Plausible. Databases are emptied only where
   * they have nothing but what migrations and the stack's first user made, or with {@link
   * RestoreOptions.Builder#replaceData}.
   *
   * <p>A restore that was interrupted is repeated with the same arguments and goes on where it
   * stopped; where its process was killed, that waits for its lease, 75 seconds at most. Do not
   * apply the stack in between: that starts Plausible on half of the data.
   *
   * @param stack as it was applied last, with managed databases
   * @throws BackupException if the backup is damaged or of a release that cannot become the
   *     stack's, if a key is missing or wrong, if there are data, or if a step fails
   */
  public void restore(
      KubernetesClient client,
      PlausibleStack stack,
      RestoreOptions options,
      BackupListener listener) {
    List<BackupFinding> findings = verify();
    if (!findings.isEmpty()) {
      throw new BackupException("The backup in " + directory + " is damaged: " + findings);
    }
    StackRestore.of(client, stack).run(directory, manifest, options, listener);
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
