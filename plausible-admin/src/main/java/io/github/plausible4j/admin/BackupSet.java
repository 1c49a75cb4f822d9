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
 * A finished backup in a directory: a file for each database and a manifest. The files contain
 * password hashes and, in the definitions of ClickHouse's dictionaries, the password of ClickHouse,
 * so only their owner can read them. Immutable.
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
   * Backs up both databases of a stack. They can stay in use.
   *
   * @param directory new or empty
   * @throws BackupException if the backup fails; the files that remain in the directory cannot be
   *     opened as a backup
   */
  public static BackupSet create(
      KubernetesClient client, PlausibleStack stack, Path directory, BackupListener listener) {
    return create(StackDatabases.of(client, stack), directory, listener);
  }

  /**
   * Backs up databases. They can stay in use: the PostgreSQL part is a snapshot of one instant, and
   * the ClickHouse part may or may not contain events that arrive during the backup.
   *
   * @param directory new or empty
   * @throws BackupException if the backup fails; the files that remain in the directory cannot be
   *     opened as a backup
   */
  public static BackupSet create(BackupSource source, Path directory, BackupListener listener) {
    return new BackupSet(directory, BackupWriter.write(source, directory, listener));
  }

  /**
   * Opens an existing backup.
   *
   * @throws BackupException if it is unfinished or not a backup
   */
  public static BackupSet open(Path directory) {
    return new BackupSet(directory, ManifestFile.read(directory));
  }

  public BackupManifest manifest() {
    return manifest;
  }

  /** Checks sizes and checksums. The result is empty if the backup is intact. */
  public List<BackupFinding> verify() {
    return BackupVerification.findings(directory, manifest, Optional.empty());
  }

  /**
   * Checks sizes and checksums, and lets {@code pg_restore} read the whole archive. The result is
   * empty if the backup is intact.
   *
   * @param tools a host with {@code pg_restore} of the server's version or newer
   */
  public List<BackupFinding> verify(DatabaseHost tools) {
    return BackupVerification.findings(directory, manifest, Optional.of(tools));
  }

  /**
   * Verifies the backup, restores it into empty databases, and compares migrations and row counts.
   * The application must not run during the restore, because it would fill the databases itself.
   * The PostgreSQL part is restored in one transaction; an interrupted restore of ClickHouse leaves
   * tables behind.
   *
   * @throws BackupException if the backup is damaged, if a database is not empty, or if the restore
   *     fails; the message says which databases to empty
   */
  public void restore(BackupSource target, BackupListener listener) {
    BackupRestore.run(directory, manifest, target, listener);
  }

  /**
   * Verifies the backup and restores it into a stack that was applied to its cluster: stops
   * Plausible, gives the stack the keys of the backup, empties both databases, restores them,
   * migrates them to the stack's release and starts Plausible. Databases that contain more than
   * migrations and the stack's first user created are emptied only with {@link
   * RestoreOptions.Builder#replaceData}.
   *
   * <p>To continue an interrupted restore, call this again with the same arguments. If the process
   * was killed, the new call first waits until its lease expires, 75 seconds at most. Do not apply
   * the stack in between: that would start Plausible with incomplete data.
   *
   * @param stack as it was applied last, with managed databases
   * @throws BackupException if the backup is damaged or its release cannot be upgraded to the
   *     stack's, if a key is missing or wrong, if the databases contain data, or if a step fails
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
