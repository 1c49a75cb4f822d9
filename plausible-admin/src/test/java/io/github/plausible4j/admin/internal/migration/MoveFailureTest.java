package io.github.plausible4j.admin.internal.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.plausible4j.admin.ComposeMigration;
import io.github.plausible4j.admin.backup.BackupException;
import io.github.plausible4j.admin.migration.MigrationException;
import io.github.plausible4j.admin.migration.MigrationListener;
import io.github.plausible4j.admin.migration.MigrationResult;
import io.github.plausible4j.admin.migration.MigrationStep;
import io.github.plausible4j.k8s.apiserver.Faults;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever a step fails with, the operator learns whether the old Plausible still runs. */
class MoveFailureTest extends PlayedMove {
  @RegisterExtension static final MoveServers SERVERS = new MoveServers();

  @Override
  MoveServers servers() {
    return SERVERS;
  }

  private static final String SERVICE = "The service plausible of the compose project ";
  private static final String BACK = "call rollback() to start it again";
  private static final String STOPPED = SERVICE + "is stopped, so it counts nothing: ";
  private static final String STOPPED_BY_A_FAULT =
      STOPPED + "fix the cause and repeat the move, or " + BACK;

  private PlayedCompose compose;
  private ComposeMigration migration;

  private void begin() throws Exception {
    compose = compose(RELEASE_3);
    migration = migration(compose, stack(compose).build());
  }

  /** Runs something before a step. */
  private static MigrationListener before(String step, Breakage breakage) {
    return new MigrationListener() {
      @Override
      public void before(MigrationStep next) {
        if (next.name().equals(step)) {
          try {
            breakage.run();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      }
    };
  }

  private interface Breakage {
    void run() throws IOException;
  }

  private Throwable failureOf(String step, Breakage breakage) {
    return catchThrowable(() -> migration.run(before(step, breakage)));
  }

  /** What a program of a container ends with while it is broken. */
  private Throwable failureWithout(ServerPrograms programs, String name, String step)
      throws IOException {
    Path program = programs.directory().resolve(name);
    Path kept = program.resolveSibling(name + ".kept");
    Throwable failure =
        failureOf(
            step,
            () -> {
              Files.move(program, kept);
              programs.script(name, "#!/bin/sh\necho 'it is broken' >&2\nexit 1\n");
            });
    Files.move(kept, program, StandardCopyOption.REPLACE_EXISTING);
    return failure;
  }

  private Throwable failureOfTheApiServer(String step, String path) {
    Faults faults = cluster.server().orElseThrow().faults();
    Throwable failure =
        failureOf(step, () -> faults.refuse(500, request -> request.path().contains(path)));
    faults.heal();
    return failure;
  }

  private static void assertStopped(Throwable failure, Class<? extends Throwable> type) {
    assertThat(failure).isExactlyInstanceOf(type).hasMessageEndingWith(STOPPED_BY_A_FAULT);
  }

  @Test
  void eachStepThatFailsSaysThatPlausibleIsStoppedAndTheMoveGoesOn() throws Exception {
    begin();

    assertThat(failureWithout(compose.programs(), "docker", "stop-writes"))
        .isExactlyInstanceOf(MigrationException.class)
        .hasMessageEndingWith(
            SERVICE + "may be stopped: fix the cause and repeat the move, or " + BACK);
    Throwable unsaved = failureWithout(compose.programs(), "pg_dump", "save");
    assertStopped(unsaved, BackupException.class);
    assertThat(unsaved).hasMessageContaining("it is broken");
    assertThat(unsaved.getCause()).isExactlyInstanceOf(BackupException.class);
    Throwable unapplied = failureOfTheApiServer("apply-databases", "/statefulsets");
    assertStopped(unapplied, ProvisioningException.class);
    assertThat(((ProvisioningException) unapplied).diagnoses())
        .isNotEmpty()
        .isEqualTo(((ProvisioningException) unapplied.getCause()).diagnoses());
    assertStopped(failureWithout(pods, "pg_restore", "restore"), BackupException.class);
    assertThat(failureWithout(pods, "psql", "compare"))
        .isExactlyInstanceOf(MigrationException.class)
        .hasMessageContaining("the move stopped: ")
        .hasMessageEndingWith(STOPPED_BY_A_FAULT);
    assertStopped(failureOfTheApiServer("start", "/deployments"), ProvisioningException.class);
    assertStopped(failureOfTheApiServer("expose", "/ingresses"), ProvisioningException.class);
    assertThat(compose.plausibleRuns()).isFalse();

    assertThat(migration.run(MigrationListener.none()).state())
        .isEqualTo(MigrationResult.State.MOVED);
  }

  @Test
  void aLoginThatTheDictionariesRefuseIsTheCauseOfAMoveThatStopped() throws Exception {
    begin();
    events.before(() -> events.forgetUsers());

    Throwable failure = catchThrowable(() -> migration.run(MigrationListener.none()));

    assertStopped(failure, MigrationException.class);
    assertThat(failure).hasMessageContaining("the move stopped: ");
    assertThat(failure.getCause()).isNotInstanceOf(MigrationException.class);
  }

  @Test
  void dataThatDifferHaveARemedyOfTheirOwn() throws Exception {
    begin();

    assertThat(
            failureOf(
                "compare", () -> compose.programs().rows(compose.events(), "events_v2", "1", 1)))
        .isExactlyInstanceOf(MigrationException.class)
        .hasMessageContaining("then roll back and start again\n")
        .hasMessageEndingWith(STOPPED + BACK);
  }

  @Test
  void aListenerThatFailsIsTheCause() throws Exception {
    begin();
    CancellationException cancelled = new CancellationException("the operator had enough");

    Throwable unstopped =
        failureOf(
            "check",
            () -> {
              throw cancelled;
            });
    Throwable stopped =
        failureOf(
            "save",
            () -> {
              throw cancelled;
            });

    assertThat(unstopped)
        .isExactlyInstanceOf(MigrationException.class)
        .hasMessageEndingWith(
            "Nothing was stopped and nothing was moved; fix the cause and repeat the move")
        .hasCause(cancelled);
    assertStopped(stopped, MigrationException.class);
    assertThat(stopped).hasMessageContaining("the operator had enough").hasCause(cancelled);
  }

  @Test
  void aStateThatCannotBeWrittenSaysThatPlausibleIsStopped() throws Exception {
    begin();
    Path state = directory.resolve("move/migration.json");

    Throwable failure =
        failureOf(
            "save",
            () -> {
              Files.delete(state);
              Files.createDirectories(state.resolve("in the way"));
            });

    assertThat(failure)
        .isExactlyInstanceOf(MigrationException.class)
        .hasMessageContaining("make room there and run the move again")
        .hasMessageEndingWith(STOPPED + BACK);
  }

  @Test
  void aMoveThatIsDoneDoesNotSayThatSomethingIsStopped() throws Exception {
    begin();
    migration.run(MigrationListener.none());
    pods.script("psql", "#!/bin/sh\necho 'it is broken' >&2\nexit 1\n");

    assertThat(catchThrowable(() -> migration.run(MigrationListener.none())))
        .isExactlyInstanceOf(MigrationException.class)
        .hasMessageContaining("it is broken")
        .hasMessageEndingWith("Everything is moved; repeat the call for the counts");
  }

  @Test
  void aRollbackThatFailsSaysWhetherPlausibleRunsAgain() throws Exception {
    begin();
    migration.run(MigrationListener.none());
    Faults faults = cluster.server().orElseThrow().faults();
    faults.refuse(500, request -> request.path().contains("/deployments"));

    assertThat(catchThrowable(() -> migration.rollback(MigrationListener.none())))
        .isExactlyInstanceOf(ProvisioningException.class)
        .hasMessageEndingWith(SERVICE + "may be stopped: fix the cause and repeat the rollback");
    faults.heal();
    compose.programs().script("rm", "#!/bin/sh\necho 'it is broken' >&2\nexit 1\n");
    assertThat(catchThrowable(() -> migration.rollback(MigrationListener.none())))
        .isExactlyInstanceOf(MigrationException.class)
        .hasMessageEndingWith(SERVICE + "runs again: fix the cause and repeat the rollback");
    assertThat(compose.plausibleRuns()).isTrue();
  }
}
