package io.github.plausible4j.admin;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.admin.backup.BackupException;
import io.github.plausible4j.admin.internal.migration.ComposeSource;
import io.github.plausible4j.admin.internal.migration.MigrationEngine;
import io.github.plausible4j.admin.internal.migration.StackTarget;
import io.github.plausible4j.admin.migration.ComposeControl;
import io.github.plausible4j.admin.migration.MigrationException;
import io.github.plausible4j.admin.migration.MigrationListener;
import io.github.plausible4j.admin.migration.MigrationPlan;
import io.github.plausible4j.admin.migration.MigrationResult;
import io.github.plausible4j.k8s.StackProvisioner;
import io.github.plausible4j.k8s.internal.secret.SecretVersions;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.plan.Retention;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Moves a Plausible installation from a docker-compose project into a cluster, with its users,
 * sites and events. The project is stopped and its data is not changed, so the move can be rolled
 * back until {@link #finish()}.
 *
 * <pre>{@code
 * Path project = Path.of("plausible");
 * ComposeMigration migration =
 *     ComposeMigration.of(kubernetesClient, project, stack, Path.of("move"));
 * System.out.println(migration.plan());
 * }</pre>
 *
 * <p>After a failure or the end of the process, repeat the call with the same arguments to
 * continue. Only one process at a time works on a move. Immutable. The caller closes the client.
 */
public final class ComposeMigration {
  private final KubernetesClient client;
  private final Path project;
  private final PlausibleStack stack;
  private final Path directory;
  private final ComposeControl control;
  private final StackProvisioner provisioner;
  private final Optional<String> version;

  private ComposeMigration(
      KubernetesClient client,
      Path project,
      PlausibleStack stack,
      Path directory,
      ComposeControl control,
      StackProvisioner provisioner,
      Optional<String> version) {
    this.client = Objects.requireNonNull(client, "client");
    this.project = project;
    this.stack = Objects.requireNonNull(stack, "stack");
    this.directory = Objects.requireNonNull(directory, "directory");
    this.control = Objects.requireNonNull(control, "control");
    this.provisioner = Objects.requireNonNull(provisioner, "provisioner");
    this.version = version;
  }

  /**
   * A move of a project that {@code docker compose} runs on this machine.
   *
   * @param project the directory of {@code docker-compose.yml}
   * @param stack a stack with managed databases and the keys of the project, as {@link
   *     PlausibleStack#fromCompose} creates it
   * @param directory for the backup and the state of the move; new, or used before by the same
   *     move. It will contain password hashes
   */
  public static ComposeMigration of(
      KubernetesClient client, Path project, PlausibleStack stack, Path directory) {
    return new ComposeMigration(
        client,
        project,
        stack,
        directory,
        ComposeControl.docker(project),
        StackProvisioner.builder(client).takeOver(SecretVersions.FIELD_MANAGER).build(),
        Optional.empty());
  }

  /** Sets how the project is controlled, if another program or another machine runs it. */
  public ComposeMigration withControl(ComposeControl newControl) {
    return new ComposeMigration(
        client, project, stack, directory, newControl, provisioner, version);
  }

  /** Sets a provisioner with other settings. */
  public ComposeMigration withProvisioner(StackProvisioner newProvisioner) {
    return new ComposeMigration(
        client, project, stack, directory, control, newProvisioner, version);
  }

  /** Sets the version of the project, if the image tag has none, such as {@code latest}. */
  public ComposeMigration withVersion(String runningVersion) {
    return new ComposeMigration(
        client, project, stack, directory, control, provisioner, Optional.of(runningVersion));
  }

  /**
   * Runs the checks of {@link #run} and returns its steps. Makes no lasting changes: pods that
   * check the processors of new nodes are deleted again.
   *
   * @throws MigrationException if the data cannot be moved, with all reasons
   * @throws ProvisioningException if the cluster cannot run the stack
   */
  public MigrationPlan plan() {
    return engine(MigrationListener.none()).plan();
  }

  /**
   * Moves everything, or continues an interrupted move. After a completed move, it returns again
   * what to change manually.
   *
   * <p>The message of each exception says whether the project is stopped because of it. An
   * exception of the listener ends the call and is the cause of a {@link MigrationException}.
   *
   * @throws MigrationException if a check or a step fails; fix the cause and run it again, or roll
   *     back
   * @throws BackupException if a database cannot be saved or restored
   * @throws ProvisioningException if the stack does not become ready
   */
  public MigrationResult run(MigrationListener listener) {
    return engine(listener).run();
  }

  /**
   * Stops Plausible in the cluster, leaves the rest of the stack, and starts the compose project
   * again. Events that the cluster counted stay there.
   *
   * @throws MigrationException if no move was begun in the directory, if it is finished, or if a
   *     step fails; fix the cause and repeat the rollback
   * @throws ProvisioningException if the stack cannot be changed; repeat the rollback then, too
   */
  public MigrationResult rollback(MigrationListener listener) {
    return engine(listener).rollback(null);
  }

  /** Same as {@link #rollback(MigrationListener)}, but destroys the stack. */
  public MigrationResult rollback(Retention retention, MigrationListener listener) {
    return engine(listener).rollback(Objects.requireNonNull(retention, "retention"));
  }

  /** Ends the move. It cannot be rolled back afterwards. Changes nothing else. */
  public MigrationResult finish() {
    return engine(MigrationListener.none()).finish();
  }

  private MigrationEngine engine(MigrationListener listener) {
    return new MigrationEngine(
        ComposeSource.read(project, control),
        new StackTarget(client, stack, provisioner),
        project.toAbsolutePath().normalize().toString(),
        directory,
        version,
        Objects.requireNonNull(listener, "listener"));
  }
}
