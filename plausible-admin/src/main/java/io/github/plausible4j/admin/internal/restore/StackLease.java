package io.github.plausible4j.admin.internal.restore;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.admin.backup.BackupException;
import io.github.plausible4j.admin.backup.BackupListener;
import io.github.plausible4j.admin.internal.rotation.ClusterJournal;
import io.github.plausible4j.admin.internal.rotation.ClusterLease;
import io.github.plausible4j.admin.rotation.JournalEntry;
import io.github.plausible4j.k8s.internal.http.Sleeper;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * The lease of a stack's rotations. A restore holds it too, so that only one of them changes the
 * stack at a time.
 */
final class StackLease {
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(5);

  private final ClusterLease lease;
  private final ClusterJournal rotations;
  private final Sleeper sleeper;
  private final String holder = UUID.randomUUID().toString();

  StackLease(ClusterLease lease, ClusterJournal rotations, Sleeper sleeper) {
    this.lease = lease;
    this.rotations = rotations;
    this.sleeper = sleeper;
  }

  static StackLease of(KubernetesClient client, PlausibleStack stack) {
    return new StackLease(
        new ClusterLease(client, stack, Clock.systemUTC()),
        new ClusterJournal(client, stack),
        Sleeper.REAL);
  }

  /**
   * Runs work with the lease held. An {@link Error} counts as a killed process, whose lease stays
   * until it expires.
   */
  void held(BackupListener listener, Runnable work) {
    acquire(listener);
    try {
      rotations.read().filter(JournalEntry::underWay).ifPresent(StackLease::refuse);
      work.run();
    } catch (Error e) {
      lease.abandon(holder);
      throw e;
    } catch (RuntimeException e) {
      lease.release(holder);
      throw e;
    }
    lease.release(holder);
  }

  void renew() {
    if (!lease.acquire(holder)) {
      throw new BackupException(
          "Another process has taken over the stack; wait until it is done, and try again");
    }
  }

  /** Waits for the lease, because a killed process keeps its lease until it expires. */
  private void acquire(BackupListener listener) {
    Duration waited = Duration.ZERO;
    while (!lease.acquire(holder)) {
      if (waited.compareTo(lease.expiry()) >= 0) {
        throw new BackupException(
            "Nothing was restored: another rotation or restore works on this stack; wait until it"
                + " is done, and try again");
      }
      if (waited.isZero()) {
        listener.step(
            "Waiting for another rotation or restore of this stack, "
                + lease.expiry().toSeconds()
                + " s at most");
      }
      sleeper.sleep(
          BETWEEN_ATTEMPTS,
          e ->
              new BackupException(
                  "Nothing was restored: interrupted while waiting for another rotation or restore;"
                      + " call again"));
      waited = waited.plus(BETWEEN_ATTEMPTS);
    }
  }

  private static void refuse(JournalEntry entry) {
    throw new BackupException(
        "Nothing was restored: a "
            + entry
            + " is under way; call resume() or rollback() of SecretRotator first");
  }
}
