package io.github.plausible4j.admin.internal.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.github.plausible4j.admin.PlausibleAdmin;
import io.github.plausible4j.admin.backup.BackupListener;
import io.github.plausible4j.admin.backup.BackupManifest;
import io.github.plausible4j.admin.backup.BackupSource;
import io.github.plausible4j.admin.backup.ClickHouseDatabase;
import io.github.plausible4j.admin.backup.DatabaseHost;
import io.github.plausible4j.admin.backup.PostgresDatabase;
import io.github.plausible4j.admin.backup.RestoreOptions;
import io.github.plausible4j.admin.internal.backup.ScriptedClickHouse;
import io.github.plausible4j.admin.internal.rotation.ClusterJournal;
import io.github.plausible4j.admin.internal.rotation.ClusterLease;
import io.github.plausible4j.admin.internal.rotation.ClusterStack;
import io.github.plausible4j.admin.internal.rotation.StackVersions;
import io.github.plausible4j.admin.rotation.StackSecret;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.stream.Stream;

/** A stack on a fake cluster, with a real PostgreSQL 15 and a script for its ClickHouse. */
final class RestoreTarget implements AutoCloseable {
  final ClusterStack stack = ClusterStack.managed(TestCluster.fake(), 15);
  final ScriptedClickHouse events = new ScriptedClickHouse();

  RestoreTarget() {
    events.tables.put("events_v2", 0L);
    events.tables.put("location_data", 24L);
  }

  /** What StackDatabases finds, with the programs of this machine instead of the pods'. */
  BackupSource databases() {
    try {
      return BackupSource.builder()
          .database(
              PostgresDatabase.of(DatabaseHost.local(), "plausible_db", "postgres")
                  .at("127.0.0.1", stack.databasePort()))
          .database(
              ClickHouseDatabase.of(events, "plausible_events_db", "plausible")
                  .withBackupDirectory("/backups"))
          .secret("SECRET_KEY_BASE", key(StackSecret.SECRET_KEY_BASE))
          .secret("TOTP_VAULT_KEY", key(StackSecret.TOTP_VAULT_KEY))
          .release(stack.stack().release().version())
          .build();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  SecretValue key(StackSecret secret) {
    return SecretValue.of(stack.live(secret, secret.name()));
  }

  void changeKeyBase(String text) {
    new StackVersions(stack.control())
        .makeLive(
            StackSecret.SECRET_KEY_BASE,
            "SECRET_KEY_BASE",
            SecretValue.of((text + " another key base").repeat(4)));
  }

  /** A restore by a process of its own. */
  void restore(
      Path directory, BackupManifest manifest, RestoreOptions options, BackupListener listener) {
    events.statuses.clear();
    events.statuses.add("RESTORED\t");
    var client = stack.cluster().client();
    new StackRestore(
            client,
            stack.stack(),
            stack.control(),
            new StackLease(
                new ClusterLease(client, stack.stack(), stack.clock()),
                new ClusterJournal(client, stack.stack()),
                stack.clock()::pass),
            this::databases,
            time -> {})
        .run(directory, manifest, options, listener);
  }

  /**
   * Users come with their passwords, and the first one's is another than the stack's Secret has.
   */
  /** The Job that migrated last. */
  String migration() {
    return migrations()
        .map(job -> job.item().getMetadata())
        .max(Comparator.comparing(ObjectMeta::getCreationTimestamp))
        .orElseThrow()
        .getUid();
  }

  void deleteMigrations() {
    migrations().forEach(Resource::delete);
  }

  private Stream<? extends Resource<Job>> migrations() {
    return stack
        .cluster()
        .client()
        .batch()
        .v1()
        .jobs()
        .inNamespace(stack.cluster().namespace())
        .withLabel("app.kubernetes.io/component", StackComponent.MIGRATION.label())
        .resources();
  }

  void assertWorks() throws SQLException {
    try (PlausibleAdmin admin = PlausibleAdmin.connect(stack.cluster().client(), stack.stack())) {
      admin
          .users()
          .resetPassword(
              ClusterStack.EMAIL, stack.live(StackSecret.ADMIN_PASSWORD, "password").toCharArray());
    }
    assertThat(stack.flaw()).isEmpty();
    assertThat(events.tables).containsOnlyKeys("events_v2", "sessions_v2");
    assertThat(
            stack
                .cluster()
                .client()
                .configMaps()
                .inNamespace(stack.cluster().namespace())
                .withName(stack.stack().name() + "-restore")
                .get())
        .isNull();
  }

  @Override
  public void close() {
    stack.close();
  }
}
