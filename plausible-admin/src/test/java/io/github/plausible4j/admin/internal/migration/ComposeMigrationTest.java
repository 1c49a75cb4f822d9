package io.github.plausible4j.admin.internal.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.admin.ComposeMigration;
import io.github.plausible4j.admin.migration.DataCounts;
import io.github.plausible4j.admin.migration.MigrationException;
import io.github.plausible4j.admin.migration.MigrationListener;
import io.github.plausible4j.admin.migration.MigrationPlan;
import io.github.plausible4j.admin.migration.MigrationResult;
import io.github.plausible4j.admin.postgres.TestDatabase;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.plan.Retention;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.SecretSource;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A compose project moves into a fake cluster and back, on real PostgreSQL servers. */
class ComposeMigrationTest extends PlayedMove {
  @RegisterExtension static final MoveServers SERVERS = new MoveServers();

  @Override
  MoveServers servers() {
    return SERVERS;
  }

  private TestDatabase moved(PlayedCompose compose) {
    return TestDatabase.of(servers().inside().getDatabase("postgres", compose.database()));
  }

  /** Repeats a call, by another object each time, until it is not killed any more. */
  private static MigrationResult survive(Supplier<MigrationResult> call) {
    for (int kills = 0; kills < 100; kills++) {
      try {
        return call.get();
      } catch (KilledMove.Kill e) {
        // the next process goes on
      }
    }
    throw new AssertionError("killed without an end");
  }

  @Test
  void everythingMovesThoughEachStepIsKilledAndGoesBackAgain() throws Exception {
    PlayedCompose compose = compose(RELEASE_3);
    PlausibleStack stack = stack(compose).build();
    String users = compose.postgres().content();
    String rows = compose.programs().content(compose.events());
    KilledMove kills = new KilledMove();

    MigrationResult result = survive(() -> migration(compose, stack).run(kills));

    assertThat(kills.points()).isGreaterThan(20);
    assertThat(result.state()).isEqualTo(MigrationResult.State.MOVED);
    assertThat(result.counts())
        .contains(new DataCounts(3, Map.of("blog.example.com", 1000L, "shop.example.com", 300L)));
    assertThat(result.next()).anyMatch(next -> next.contains("lead to the cluster's Ingress"));
    assertThat(moved(compose).content()).isEqualTo(users);
    assertThat(pods.content(compose.events())).isEqualTo(rows);
    assertThat(events.dictionariesLoad()).isTrue();
    assertThat(compose.plausibleRuns()).isFalse();
    assertThat(replicas(stack)).isEqualTo(1);
    assertThat(ingresses()).isEqualTo(1);

    MigrationResult back = survive(() -> migration(compose, stack).rollback(kills));

    assertThat(back.state()).isEqualTo(MigrationResult.State.ROLLED_BACK);
    assertThat(compose.plausibleRuns()).isTrue();
    assertThat(replicas(stack)).isZero();
    assertThat(ingresses()).isZero();
    assertThat(compose.postgres().content()).isEqualTo(users);
    assertThat(compose.programs().content(compose.events())).isEqualTo(rows);
    assertNoSecretIsSeen(compose);
  }

  private void assertNoSecretIsSeen(PlayedCompose compose) throws IOException {
    String seen =
        compose.calls()
            + cluster.server().orElseThrow().commands().arguments()
            + Files.readString(directory.resolve("move/migration.json"))
            + Files.readString(directory.resolve("move/backup/manifest.json"));
    assertThat(seen)
        .contains("exec -T plausible_events_db")
        .doesNotContain(PlayedCompose.KEY_BASE)
        .doesNotContain("s3cret-of");
  }

  @Test
  void aFinishedMoveStaysAndTheStackCanBeDestroyedBefore() throws Exception {
    PlayedCompose compose = compose(RELEASE_3);
    PlausibleStack stack = stack(compose).build();
    ComposeMigration migration = migration(compose, stack);
    migration.run(MigrationListener.none());

    MigrationResult again = migration.run(MigrationListener.none());

    assertThat(again.state()).isEqualTo(MigrationResult.State.MOVED);
    assertThat(migration.finish().next()).anyMatch(next -> next.contains("docker compose down"));
    assertThatThrownBy(() -> migration.rollback(MigrationListener.none()))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("the move is finished");
  }

  @Test
  void aDockerWithoutComposeAndAServiceThatIsDownAreNamedWithTheRemedy() throws Exception {
    PlayedCompose compose = compose(RELEASE_3);
    ComposeMigration migration = migration(compose, stack(compose).build());
    Files.delete(directory.resolve("compose/running/plausible_events_db"));

    assertThatThrownBy(migration::plan)
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("service \"plausible_events_db\" is not running")
        .hasMessageContaining("Start this service of the compose project")
        .hasMessageContaining("Nothing was changed; fix the cause and call plan() again")
        .hasMessageNotContaining("rollback()");

    compose
        .programs()
        .script("docker", "#!/bin/sh\necho \"unknown shorthand flag: 'T' in -T\" >&2\nexit 125\n");

    assertThatThrownBy(migration::plan)
        .hasMessageContaining("This docker has no compose plugin")
        .hasMessageContaining("ComposeControl.program");
  }

  @Test
  void aDirectoryWithoutAMoveIsNeitherRolledBackNorFinished() throws Exception {
    PlayedCompose compose = compose(RELEASE_3);
    ComposeMigration migration = migration(compose, stack(compose).build());

    assertThatThrownBy(() -> migration.rollback(MigrationListener.none()))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("use the directory that run() was called with");
    assertThatThrownBy(migration::finish)
        .hasMessageContaining(directory.resolve("move") + " has no migration.json");
    assertThat(directory.resolve("move")).doesNotExist();
  }

  @Test
  void aRollbackSaysThatTheStackStaysAndIsNotBegunWithAnotherName() throws Exception {
    PlayedCompose compose = compose(RELEASE_3);
    PlausibleStack stack = stack(compose).build();
    ComposeMigration migration = migration(compose, stack);
    migration.run(MigrationListener.none());

    assertThatThrownBy(
            () -> migration.rollback(Retention.deleteEverything("other"), MigrationListener.none()))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("nothing was rolled back")
        .hasMessageContaining("deleteEverything(\"plausible\")");
    assertThat(migration.run(MigrationListener.none()).state())
        .isEqualTo(MigrationResult.State.MOVED);

    MigrationResult back = migration.rollback(MigrationListener.none());

    assertThat(back.next())
        .anyMatch(
            next ->
                next.startsWith("the stack plausible stays in namespace " + stack.namespace())
                    && next.contains("StackProvisioner.destroy"));
    String before = compose.calls();
    ComposeMigration next =
        ComposeMigration.of(cluster.client(), compose.project(), stack, directory.resolve("second"))
            .withControl(compose.control());
    assertThatThrownBy(() -> next.run(MigrationListener.none()))
        .hasMessageContaining("Nothing was stopped")
        .hasMessageContaining("the databases of the stack have data");
    assertThat(compose.calls().substring(before.length())).doesNotContain("stop");
    assertThat(compose.plausibleRuns()).isTrue();
  }

  @Test
  void aClusterThatCannotTakeTheStackIsRefusedBeforeAnythingStops() throws Exception {
    PlayedCompose compose = compose(RELEASE_3);
    ComposeMigration migration =
        ComposeMigration.of(
                cluster.client(),
                compose.project(),
                stack(compose).build(),
                directory.resolve("move"))
            .withControl(compose.control());

    assertThatThrownBy(() -> migration.run(MigrationListener.none()))
        .isInstanceOf(ProvisioningException.class)
        .hasMessageContaining("no node");
    assertThatThrownBy(migration::plan).isInstanceOf(ProvisioningException.class);
    assertThat(compose.plausibleRuns()).isTrue();
  }

  @Test
  void rightsThatTheRestoreNeedsAreAskedForBeforeAnythingStops() throws Exception {
    PlayedCompose compose = compose(RELEASE_3);
    cluster.server().orElseThrow().deny("create", "pods/exec");

    assertThatThrownBy(
            () -> migration(compose, stack(compose).build()).run(MigrationListener.none()))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("the caller may not create pods/exec in namespace")
        .hasMessageContaining("resources: [pods/exec, pods/portforward], verbs: [get, create]");
    assertThat(compose.plausibleRuns()).isTrue();
  }

  @Test
  void aRollbackMayDestroyTheStackHalfWay() throws Exception {
    PlayedCompose compose = compose(RELEASE_3);
    PlausibleStack stack = stack(compose).build();
    ComposeMigration migration = migration(compose, stack);
    KilledMove kills = new KilledMove();
    assertThatThrownBy(() -> untilRestored(migration, kills)).isInstanceOf(KilledMove.Kill.class);

    MigrationResult back =
        migration.rollback(Retention.deleteEverything(stack.name()), MigrationListener.none());

    assertThat(back.state()).isEqualTo(MigrationResult.State.ROLLED_BACK);
    assertThat(compose.plausibleRuns()).isTrue();
    assertThat(cluster.client().namespaces().withName(cluster.namespace()).get()).isNull();
    assertThatThrownBy(() -> migration.run(MigrationListener.none()))
        .hasMessageContaining("use a new directory to start again");
  }

  private static void untilRestored(ComposeMigration migration, KilledMove kills) {
    migration.run(
        new MigrationListener() {
          @Override
          public void after(io.github.plausible4j.admin.migration.MigrationStep step) {
            if (step.name().equals("restore")) {
              kills.after(step);
            }
          }
        });
  }

  @Test
  void thePlanTellsTheStepsAndChangesNothing() throws Exception {
    PlayedCompose compose = compose(RELEASE_3);

    MigrationPlan plan = migration(compose, stack(compose).build()).plan();

    assertThat(plan.steps())
        .extracting(step -> step.name())
        .containsExactly(
            "check",
            "stop-writes",
            "save",
            "apply-databases",
            "restore",
            "compare",
            "start",
            "expose");
    assertThat(plan.toString()).contains("2. Stop the service plausible").contains("Way back:");
    assertThat(compose.plausibleRuns()).isTrue();
    assertThat(directory.resolve("move")).doesNotExist();
    assertThat(cluster.client().namespaces().withName(cluster.namespace()).get()).isNull();
  }

  @Test
  void eventsWithoutNumericIdsAreRefusedWithTheCommand() throws Exception {
    PlayedCompose compose = compose("plausible/analytics:v2.0.0");
    compose.programs().rows(compose.events(), "events", "blog.example.com", 1000);
    compose.programs().rows(compose.events(), "events", "shop.example.com", 301);
    PlausibleStack stack =
        stack(compose)
            .release(PlausibleRelease.CE_2_1)
            .totpVaultKey(SecretSource.generated())
            .eventsHaveNumericIds()
            .build();
    ComposeMigration migration = migration(compose, stack);

    assertThatThrownBy(() -> migration.run(MigrationListener.none()))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("Nothing was stopped")
        .hasMessageContaining("shop.example.com has 301 in events and 300 in events_v2")
        .hasMessageNotContaining("blog.example.com has")
        .hasMessageContaining(
            "docker compose exec plausible bin/plausible rpc"
                + " Plausible.DataMigration.NumericIDs.run");
    assertThat(compose.plausibleRuns()).isTrue();

    compose.programs().rows(compose.events(), "events_v2", "2", 1000, 50);

    assertThatThrownBy(migration::plan)
        .as("what was counted since does not stand for what was not copied")
        .hasMessageContaining("shop.example.com has 301 in events and 300 in events_v2");

    compose.programs().rows(compose.events(), "events_v2", "2", 1);

    assertThat(migration.run(MigrationListener.none()).state())
        .isEqualTo(MigrationResult.State.MOVED);
  }

  @Test
  void whatALaterReleaseHasDeletedOfOldEventsIsNotMissed() throws Exception {
    PlayedCompose compose = compose("ghcr.io/plausible/community-edition:v2.1.5");
    compose.programs().rows(compose.events(), "events", "shop.example.com", 301);
    PlausibleStack stack = stack(compose).release(PlausibleRelease.CE_2_1).build();

    assertThat(migration(compose, stack).plan().steps()).isNotEmpty();
  }

  @Test
  void allObstaclesAreReportedAtOnce() throws Exception {
    PlayedCompose compose = compose("plausible/analytics:v1.5.1");
    PlausibleStack stack =
        PlausibleStack.homelab("https://stats.example.org")
            .namespace(cluster.namespace())
            .clickHouse(ClickHouseSpec.managed().withDatabase("other"))
            .build();

    assertThatThrownBy(() -> migration(compose, stack).plan())
        .hasMessageContaining("leaves out Plausible 2.0")
        .hasMessageContaining("secretKeyBase is not the project's SECRET_KEY_BASE")
        .hasMessageContaining("withDatabase(\"" + compose.events() + "\")")
        .hasMessageNotContaining(PlayedCompose.KEY_BASE);
  }

  @Test
  void databasesOfAStackThatHaveTablesAreLeftAsTheyAre() throws Exception {
    PlayedCompose compose = compose(RELEASE_3);
    PlausibleStack stack = stack(compose).build();
    pods.rows(compose.events(), "events_v2", "9", 7);
    String before = pods.content(compose.events());

    assertThatThrownBy(() -> migration(compose, stack).run(MigrationListener.none()))
        .hasMessageContaining("{events_v2=7}, and are not changed");
    assertThat(pods.content(compose.events())).isEqualTo(before);
  }

  @Test
  void anEventThatArrivesMeanwhileIsNotLostSilently() throws Exception {
    PlayedCompose compose = compose(RELEASE_3);
    PlausibleStack stack = stack(compose).build();
    MigrationListener late =
        new MigrationListener() {
          @Override
          public void before(io.github.plausible4j.admin.migration.MigrationStep step) {
            if (step.name().equals("compare")) {
              try {
                compose.programs().rows(compose.events(), "events_v2", "1", 1);
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            }
          }
        };

    assertThatThrownBy(() -> migration(compose, stack).run(late))
        .hasMessageContaining("blog.example.com had 1001 events and has 1000");
  }

  private int replicas(PlausibleStack stack) {
    return cluster
        .client()
        .apps()
        .deployments()
        .inNamespace(stack.namespace())
        .withName(stack.name())
        .get()
        .getSpec()
        .getReplicas();
  }

  private int ingresses() {
    return cluster
        .client()
        .network()
        .v1()
        .ingresses()
        .inNamespace(cluster.namespace())
        .list()
        .getItems()
        .size();
  }
}
