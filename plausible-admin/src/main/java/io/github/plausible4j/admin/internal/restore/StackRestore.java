package io.github.plausible4j.admin.internal.restore;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.plausible4j.admin.backup.BackupException;
import io.github.plausible4j.admin.backup.BackupListener;
import io.github.plausible4j.admin.backup.BackupManifest;
import io.github.plausible4j.admin.backup.BackupPart;
import io.github.plausible4j.admin.backup.BackupSource;
import io.github.plausible4j.admin.backup.RestoreOptions;
import io.github.plausible4j.admin.internal.backup.DatabaseReplacement;
import io.github.plausible4j.admin.internal.backup.StackDatabases;
import io.github.plausible4j.admin.internal.restore.RestoreJournal.Entry;
import io.github.plausible4j.admin.internal.rotation.ClusterStackControl;
import io.github.plausible4j.admin.internal.rotation.StackVersions;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.k8s.internal.apply.MigrationJobs;
import io.github.plausible4j.k8s.internal.http.Sleeper;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.stack.AdminUser;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.validation.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Restores a backup into a stack in its cluster. Checks everything before it changes anything. Each
 * step can be repeated, and a restored database is not restored again. For internal use only.
 */
public final class StackRestore {
  private final KubernetesClient client;
  private final PlausibleStack stack;
  private final ClusterStackControl control;
  private final StackLease lease;
  private final Supplier<BackupSource> databases;
  private final Sleeper sleeper;
  private final RestoreJournal journal;

  StackRestore(
      KubernetesClient client,
      PlausibleStack stack,
      ClusterStackControl control,
      StackLease lease,
      Supplier<BackupSource> databases,
      Sleeper sleeper) {
    this.client = client;
    this.stack = stack;
    this.control = control;
    this.lease = lease;
    this.databases = databases;
    this.sleeper = sleeper;
    this.journal = new RestoreJournal(client, stack);
  }

  public static StackRestore of(KubernetesClient client, PlausibleStack stack) {
    return new StackRestore(
        client,
        stack,
        ClusterStackControl.of(client, stack),
        StackLease.of(client, stack),
        () -> StackDatabases.of(client, stack),
        Sleeper.REAL);
  }

  /** Runs the restore. The files must be verified before. */
  public void run(
      Path directory, BackupManifest manifest, RestoreOptions options, BackupListener listener) {
    requireThatItFits(manifest);
    requireAcknowledgedStack(options);
    lease.held(
        listener,
        () -> {
          try {
            restore(directory, manifest, options, listener);
          } catch (RotationException | KubernetesClientException e) {
            throw new BackupException(
                "The restore into the stack "
                    + stack.name()
                    + " is not finished: "
                    + e.getMessage()
                    + "\n"
                    + stopped(),
                e);
          } finally {
            control.disconnect();
          }
        });
  }

  private void restore(
      Path directory, BackupManifest manifest, RestoreOptions options, BackupListener listener) {
    BackupSource target = databases.get();
    RestoredKeys keys =
        RestoredKeys.of(manifest, target.fingerprints(), new StackVersions(control), options);
    Entry entry =
        begun(manifest, options)
            .orElseGet(
                () -> {
                  requireNoData(
                      new DatabaseReplacement(directory, manifest, target, listener, sleeper),
                      options);
                  return new Entry(name(manifest), Set.of());
                });
    journal.write(entry);
    try {
      replaceStopped(entry, keys, directory, manifest, listener);
    } catch (BackupException e) {
      throw new BackupException(e.getMessage() + "\n" + stopped(), e);
    } catch (ProvisioningException e) {
      throw e.withNote(stopped());
    }
    journal.delete();
  }

  private String stopped() {
    return "Plausible of the stack "
        + stack.name()
        + " may be stopped: fix the cause and repeat the restore; it continues where it stopped";
  }

  private void replaceStopped(
      Entry entry,
      RestoredKeys keys,
      Path directory,
      BackupManifest manifest,
      BackupListener listener) {
    listener.step("Stopping Plausible");
    control.stop();
    if (keys.areNew()) {
      listener.step("Giving the stack the keys of the backup");
      keys.makeLive();
    }
    replace(entry, directory, manifest, listener);
    listener.step("Starting Plausible, after its migrations");
    // The finished migration Jobs worked on the previous data.
    MigrationJobs.forget(client, stack);
    control.restart();
    listener.step("Creating the dictionaries of ClickHouse again, with the stack's password");
    control.remakeDictionaries().forEach(listener::step);
  }

  private void replace(
      Entry begun, Path directory, BackupManifest manifest, BackupListener listener) {
    // The keys may have changed.
    DatabaseReplacement replacement =
        new DatabaseReplacement(directory, manifest, databases.get(), listener, sleeper);
    Entry entry = begun;
    for (BackupPart part : manifest.parts()) {
      if (!entry.done().contains(part.kind())) {
        lease.renew();
        replacement.replace(part);
        entry = entry.with(part.kind());
        journal.write(entry);
      }
    }
  }

  /**
   * The unfinished restore of this backup, if any. A restore of another backup is abandoned only
   * with {@code replaceData}.
   */
  private Optional<Entry> begun(BackupManifest manifest, RestoreOptions options) {
    Optional<Entry> begun = journal.read();
    boolean another = begun.filter(entry -> !entry.backup().equals(name(manifest))).isPresent();
    if (another && options.replacedStack().isEmpty()) {
      throw new BackupException(
          "The restore of another backup, "
              + begun.orElseThrow().backup()
              + ", is not finished; repeat that restore, or abandon it with"
              + " RestoreOptions.builder().replaceData(\""
              + stack.name()
              + "\")");
    }
    return another ? Optional.empty() : begun;
  }

  private void requireNoData(DatabaseReplacement replacement, RestoreOptions options) {
    if (options.replacedStack().isPresent()) {
      return;
    }
    Map<String, Long> data =
        replacement.data(Optional.ofNullable(stack.admin()).map(AdminUser::email));
    if (!data.isEmpty()) {
      throw new BackupException(
          "Nothing was restored: the stack "
              + stack.name()
              + " has data, rows by table "
              + data
              + "; back them up if you need them, and accept their deletion with"
              + " RestoreOptions.builder().replaceData(\""
              + stack.name()
              + "\")");
    }
  }

  private void requireAcknowledgedStack(RestoreOptions options) {
    options
        .replacedStack()
        .filter(name -> !name.equals(stack.name()))
        .ifPresent(
            name -> {
              throw new BackupException(
                  "Nothing was restored: replaceData names the stack "
                      + name
                      + ", but this one is "
                      + stack.name()
                      + "; pass the name of the stack whose data is to be deleted");
            });
  }

  private void requireThatItFits(BackupManifest manifest) {
    if (manifest.release().isEmpty()) {
      return;
    }
    List<Problem> problems = stack.release().upgradeProblems(manifest.release(), "", "");
    if (!problems.isEmpty()) {
      throw new BackupException(
          "Nothing was restored: the backup is of Plausible "
              + manifest.release()
              + ", and the stack has "
              + stack.release().version()
              + ". "
              + problems.get(0));
    }
  }

  private static String name(BackupManifest manifest) {
    return "of " + manifest.begun();
  }
}
