package io.github.plausible4j.admin.internal.migration;

import io.github.plausible4j.admin.backup.BackupException;
import io.github.plausible4j.admin.internal.migration.MigrationState.Phase;
import io.github.plausible4j.admin.migration.MigrationException;
import io.github.plausible4j.admin.model.AdminException;
import io.github.plausible4j.k8s.internal.cluster.ApiErrorMessage;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import java.io.IOException;

/**
 * The exception for a call that stopped: with the same type and findings, and with what is stopped
 * because of it. An {@link Error} is not one of them: it stands for the end of the process.
 */
final class MoveFailure {
  private static final int STOPPING = 1;

  private final String service;

  /** The service of Plausible in the compose project. */
  MoveFailure(String service) {
    this.service = service;
  }

  RuntimeException ofMove(MigrationState state, Exception e) {
    if (state.phase() == Phase.MOVED) {
      return noted("the move", e, "Everything is moved; repeat the call for the counts");
    }
    if (state.step() < STOPPING) {
      return isOwn(e)
          ? (RuntimeException) e
          : noted(
              "the move",
              e,
              "Nothing was stopped and nothing was moved; fix the cause and repeat the move");
    }
    boolean stopped = state.step() > STOPPING || state.done();
    String stands =
        project() + (stopped ? " is stopped, so it counts nothing: " : " may be stopped: ");
    // Its message has a remedy of its own.
    String remedy = e instanceof MigrationException ? "" : "fix the cause and repeat the move, or ";
    return noted("the move", e, stands + remedy + "call rollback() to start it again");
  }

  RuntimeException ofRollback(boolean started, Exception e) {
    return noted(
        "the rollback",
        e,
        project()
            + (started ? " runs again: " : " may be stopped: ")
            + "fix the cause and repeat the rollback");
  }

  private String project() {
    return "The service " + service + " of the compose project";
  }

  /** Whether callers catch this type, so that it is kept. */
  private static boolean isOwn(Exception e) {
    return e instanceof MigrationException
        || e instanceof BackupException
        || e instanceof ProvisioningException;
  }

  private static RuntimeException noted(String what, Exception e, String note) {
    if (e instanceof ProvisioningException failure) {
      return failure.withNote(note);
    }
    if (e instanceof BackupException) {
      return new BackupException(e.getMessage() + "\n" + note, e);
    }
    String message =
        e instanceof MigrationException ? e.getMessage() : what + " stopped: " + reason(e);
    return new MigrationException(message + "\n" + note, e);
  }

  private static String reason(Exception e) {
    boolean told = e instanceof IOException || e instanceof AdminException;
    return told && e.getMessage() != null ? e.getMessage() : ApiErrorMessage.of(e);
  }
}
