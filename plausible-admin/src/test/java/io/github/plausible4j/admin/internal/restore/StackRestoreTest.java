package io.github.plausible4j.admin.internal.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.admin.BackupSet;
import io.github.plausible4j.admin.backup.BackupException;
import io.github.plausible4j.admin.backup.BackupListener;
import io.github.plausible4j.admin.backup.BackupManifest;
import io.github.plausible4j.admin.backup.RestoreOptions;
import io.github.plausible4j.admin.internal.backup.BackupServer;
import io.github.plausible4j.admin.internal.rotation.SimulatedKill;
import io.github.plausible4j.admin.rotation.StackSecret;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backup of one stack in another one, with an API key and two-factor authentication that still
 * work.
 */
class StackRestoreTest {
  @TempDir static Path directory;

  private static BackupManifest manifest;
  private static SecretValue keyBase;
  private static SecretValue vaultKey;

  @BeforeAll
  static void save() {
    BackupServer.assumePrograms();
    try (RestoreTarget origin = new RestoreTarget()) {
      origin
          .stack
          .database()
          .run(
              "INSERT INTO sites (domain, timezone, inserted_at, updated_at)"
                  + " VALUES ('blog.example.org', 'Etc/UTC', now(), now())");
      origin.events.tables.put("events_v2", 1000L);
      origin.events.tables.put("sessions_v2", 300L);
      origin.events.tables.remove("location_data");
      origin.events.statuses.add("BACKUP_CREATED\t");
      keyBase = origin.key(StackSecret.SECRET_KEY_BASE);
      vaultKey = origin.key(StackSecret.TOTP_VAULT_KEY);
      manifest =
          BackupSet.create(origin.databases(), directory.resolve("b"), BackupListener.none())
              .manifest();
    }
  }

  @AfterAll
  static void forget() {
    keyBase = null;
    vaultKey = null;
  }

  private static RestoreOptions.Builder withKeys() {
    return RestoreOptions.builder().secretKeyBase(keyBase).totpVaultKey(vaultKey);
  }

  private static void restore(RestoreTarget target, RestoreOptions options) {
    target.restore(directory.resolve("b"), manifest, options, BackupListener.none());
  }

  @Test
  void aStackWithNothingButItsFirstUserTakesTheBackup() throws SQLException {
    try (RestoreTarget target = new RestoreTarget()) {
      target.stack.database().run("DELETE FROM api_keys; UPDATE users SET totp_secret = NULL");
      target.stack.clickHouse().migrate("plausible", "the password of the origin");

      restore(target, withKeys().build());

      target.assertWorks();
      assertThat(target.stack.database().column("SELECT domain FROM sites"))
          .containsExactly("blog.example.org");
      assertThat(target.stack.control().liveVersion(StackSecret.SECRET_KEY_BASE)).contains("v2");
      assertThat(target.stack.control().liveVersion(StackSecret.TOTP_VAULT_KEY)).contains("v2");
    }
  }

  @Test
  void dataAreDeletedOnlyWhereTheStackIsNamed() throws SQLException {
    try (RestoreTarget target = new RestoreTarget()) {
      target.events.tables.put("events_v2", 7L);
      String name = target.stack.stack().name();

      assertThatThrownBy(() -> restore(target, withKeys().build()))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("{events_v2=7, public.api_keys=2}")
          .hasMessageContaining("replaceData(\"" + name + "\")");
      assertThatThrownBy(() -> restore(target, withKeys().replaceData("other").build()))
          .hasMessageContaining("replaceData names the stack other, but this one is " + name);
      assertThat(target.stack.flaw()).isEmpty();
      assertThat(target.events.tables).containsEntry("events_v2", 7L);

      restore(target, withKeys().replaceData(name).build());
      target.assertWorks();
    }
  }

  @Test
  void keysThatAreMissingOrWrongAreNamedBeforeAnythingHappens() throws SQLException {
    try (RestoreTarget target = new RestoreTarget()) {
      String name = target.stack.stack().name();

      assertThatThrownBy(() -> restore(target, RestoreOptions.builder().replaceData(name).build()))
          .hasMessageContaining(
              "SECRET_KEY_BASE of the stack differs from the backup; pass that of the backup to"
                  + " RestoreOptions.builder().secretKeyBase")
          .hasMessageContaining("RestoreOptions.builder().totpVaultKey");
      assertThatThrownBy(
              () ->
                  restore(
                      target,
                      RestoreOptions.builder()
                          .secretKeyBase(SecretValue.of("wrong".repeat(20)))
                          .totpVaultKey(vaultKey)
                          .replaceData(name)
                          .build()))
          .hasMessageContaining("secretKeyBase is not the SECRET_KEY_BASE")
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("wrongwrong"));
      assertThat(target.stack.flaw()).isEmpty();
    }
  }

  @Test
  void aRestoreThatIsKilledBeforeAnyStepIsFinishedByTheNext() throws SQLException {
    try (RestoreTarget target = new RestoreTarget()) {
      String name = target.stack.stack().name();
      List<String> steps = new ArrayList<>();
      target.restore(
          directory.resolve("b"),
          manifest,
          withKeys().replaceData(name).build(),
          killedAt(Integer.MAX_VALUE, steps));
      assertThat(steps).hasSizeGreaterThan(8);
      for (int kill = 0; kill < steps.size(); kill++) {
        target.changeKeyBase("run " + kill);
        BackupListener killing = killedAt(kill, new ArrayList<>());
        assertThatThrownBy(
                () ->
                    target.restore(
                        directory.resolve("b"),
                        manifest,
                        withKeys().replaceData(name).build(),
                        killing))
            .isInstanceOf(SimulatedKill.class);

        // Its own half is not somebody's data; the lease of the process that ended is waited for.
        restore(target, withKeys().build());
        target.assertWorks();
      }
    }
  }

  @Test
  void migrationsRunAgainWhereTheStackHasTheKeysAlready() throws SQLException {
    try (RestoreTarget target = new RestoreTarget()) {
      RestoreOptions options = withKeys().replaceData(target.stack.stack().name()).build();
      restore(target, options);
      String first = target.migration();

      restore(target, options);

      target.assertWorks();
      String second = target.migration();
      assertThat(second).isNotEqualTo(first);

      // Kubernetes deletes Jobs that have ended after a while.
      target.deleteMigrations();
      restore(target, options);

      target.assertWorks();
      assertThat(target.migration()).isNotEqualTo(second);
    }
  }

  @Test
  void aRestoreThatFailsSaysThatPlausibleMayBeStoppedAndGoesOn() throws SQLException {
    try (RestoreTarget target = new RestoreTarget()) {
      String name = target.stack.stack().name();
      RestoreOptions options = withKeys().replaceData(name).build();
      var faults = target.stack.cluster().server().orElseThrow().faults();
      String stopped =
          "Plausible of the stack "
              + name
              + " may be stopped: fix the cause and repeat the restore; it continues where it"
              + " stopped";

      assertThatThrownBy(
              () ->
                  target.restore(
                      directory.resolve("b"),
                      manifest,
                      options,
                      at(
                          "Stopping Plausible",
                          () -> {
                            target.events.statuses.clear();
                            target.events.statuses.add("RESTORE_FAILED\tthe disk is full");
                          })))
          .isExactlyInstanceOf(BackupException.class)
          .hasMessageContaining("the disk is full")
          .hasMessageEndingWith(stopped);
      assertThatThrownBy(
              () ->
                  target.restore(
                      directory.resolve("b"),
                      manifest,
                      options,
                      at(
                          "Starting Plausible, after its migrations",
                          () -> faults.refuse(500, request -> request.path().contains("/jobs")))))
          .hasMessageEndingWith(stopped);
      faults.heal();

      restore(target, withKeys().build());
      target.assertWorks();
    }
  }

  private static BackupListener at(String step, Runnable fault) {
    return new BackupListener() {
      @Override
      public void step(String sentence) {
        if (sentence.equals(step)) {
          fault.run();
        }
      }
    };
  }

  private static BackupListener killedAt(int step, List<String> seen) {
    return new BackupListener() {
      @Override
      public void step(String sentence) {
        if (seen.size() == step) {
          throw new SimulatedKill();
        }
        seen.add(sentence);
      }
    };
  }
}
