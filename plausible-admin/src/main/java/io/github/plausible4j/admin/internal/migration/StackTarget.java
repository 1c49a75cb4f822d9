package io.github.plausible4j.admin.internal.migration;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.plausible4j.admin.backup.BackupSource;
import io.github.plausible4j.admin.backup.PostgresDatabase;
import io.github.plausible4j.admin.internal.backup.DatabaseReplacement;
import io.github.plausible4j.admin.internal.backup.StackDatabases;
import io.github.plausible4j.admin.internal.rotation.ClusterStackControl;
import io.github.plausible4j.admin.migration.MigrationException;
import io.github.plausible4j.k8s.StackProvisioner;
import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.ResourceKind;
import io.github.plausible4j.k8s.internal.http.Sleeper;
import io.github.plausible4j.k8s.internal.secret.SecretVersions;
import io.github.plausible4j.k8s.plan.Retention;
import io.github.plausible4j.k8s.progress.ApplyResult;
import io.github.plausible4j.k8s.progress.ProvisionListener;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.ExposureSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stack that receives the data. */
public final class StackTarget {
  private final KubernetesClient client;
  private final PlausibleStack stack;
  private final StackProvisioner provisioner;

  public StackTarget(KubernetesClient client, PlausibleStack stack, StackProvisioner provisioner) {
    this.client = client;
    this.stack = stack;
    this.provisioner = provisioner;
  }

  PlausibleStack stack() {
    return stack;
  }

  /**
   * Throws for problems that would end the move later: problems of an apply, and missing
   * permissions that only the restore needs. Changes nothing.
   */
  void check() {
    var unused = provisioner.check(stack);
    List<String> missing = new ArrayList<>();
    KubeApi api = new KubeApi(client);
    for (String resource : List.of("pods/exec", "pods/portforward")) {
      ResourceKind kind = new ResourceKind("v1", "Pod", resource, true);
      for (String verb : List.of("get", "create")) {
        if (!api.may(verb, kind, stack.namespace())) {
          missing.add(verb + " " + resource);
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new MigrationException(
          "the caller may not "
              + String.join(", ", missing)
              + " in namespace "
              + stack.namespace()
              + ", which the restore needs; grant {apiGroups: [\"\"], resources: [pods/exec,"
              + " pods/portforward], verbs: [get, create]}");
    }
  }

  /** The rows by table of databases that run already; empty if the stack is new. */
  Map<String, Long> data(Sleeper sleeper) throws IOException {
    return databasesRun() && exists(postgres())
        ? DatabaseReplacement.data(databases(), sleeper)
        : Map.of();
  }

  private boolean databasesRun() {
    return List.of(StackComponent.POSTGRES, StackComponent.CLICKHOUSE).stream()
        .allMatch(component -> StackDatabases.runningPod(client, stack, component).isPresent());
  }

  void applyDatabases() {
    provisioner.applyDatabases(stack, ProvisionListener.none());
  }

  /** Starts Plausible without exposing it to visitors. */
  void applyUnexposed() {
    provisioner.apply(stack.toBuilder().exposure(ExposureSpec.none()).build());
  }

  ApplyResult apply() {
    return provisioner.apply(stack);
  }

  void destroy(Retention retention) {
    var unused = provisioner.destroy(stack, retention);
  }

  /**
   * Stops all pods of Plausible, which would otherwise send reports in addition to the compose
   * project.
   */
  void stop() {
    var deployment =
        client.apps().deployments().inNamespace(stack.namespace()).withName(stack.name());
    if (deployment.get() != null) {
      deployment.patch(
          new PatchContext.Builder()
              .withPatchType(PatchType.JSON_MERGE)
              .withFieldManager(SecretVersions.FIELD_MANAGER)
              .build(),
          "{\"spec\":{\"replicas\":0}}");
    }
  }

  /**
   * Gives ClickHouse's dictionaries the stack's login.
   *
   * @param formerUser the user with which they log in so far
   */
  List<String> remakeDictionaries(String formerUser) {
    ClusterStackControl control = ClusterStackControl.of(client, stack);
    try {
      return control.remakeDictionaries(Optional.of(formerUser));
    } finally {
      control.disconnect();
    }
  }

  BackupSource databases() {
    return StackDatabases.of(client, stack);
  }

  /**
   * Creates the database and the roles that own its tables. The stack's first migration transfers
   * the tables to its own role.
   */
  void prepare(List<String> owners) throws IOException {
    PostgresDatabase maintenance = maintenance();
    List<String> roles = Counting.ask(maintenance, "SELECT rolname FROM pg_roles");
    for (String owner : owners) {
      if (!roles.contains(owner)) {
        var unused =
            Counting.ask(maintenance, "CREATE ROLE " + quoted(owner) + " NOLOGIN CREATEDB");
      }
    }
    if (!exists(postgres())) {
      var unused = Counting.ask(maintenance, "CREATE DATABASE " + quoted(postgres().database()));
    }
  }

  private boolean exists(PostgresDatabase database) throws IOException {
    return Counting.ask(maintenance(), "SELECT datname FROM pg_database")
        .contains(database.database());
  }

  /** The database {@code postgres}, which every server has. */
  private PostgresDatabase maintenance() {
    String superuser =
        stack.postgres() instanceof PostgresSpec.Managed managed
            ? managed.superuser()
            : PostgresSpec.Managed.SUPERUSER;
    return PostgresDatabase.of(postgres().host(), "postgres", superuser);
  }

  private PostgresDatabase postgres() {
    return databases().databases().stream()
        .filter(PostgresDatabase.class::isInstance)
        .map(PostgresDatabase.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
