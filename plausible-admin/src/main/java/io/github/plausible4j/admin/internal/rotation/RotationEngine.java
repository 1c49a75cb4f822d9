package io.github.plausible4j.admin.internal.rotation;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.admin.internal.clickhouse.ClickHouseException;
import io.github.plausible4j.admin.internal.sql.SqlMessages;
import io.github.plausible4j.admin.rotation.ClickHouseMode;
import io.github.plausible4j.admin.rotation.Consequence;
import io.github.plausible4j.admin.rotation.JournalEntry;
import io.github.plausible4j.admin.rotation.JournalEntry.State;
import io.github.plausible4j.admin.rotation.PostgresMode;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.admin.rotation.RotationJournal;
import io.github.plausible4j.admin.rotation.RotationLease;
import io.github.plausible4j.admin.rotation.RotationListener;
import io.github.plausible4j.admin.rotation.RotationOptions;
import io.github.plausible4j.admin.rotation.RotationPlan;
import io.github.plausible4j.admin.rotation.RotationResult;
import io.github.plausible4j.admin.rotation.StackControl;
import io.github.plausible4j.admin.rotation.StackSecret;
import io.github.plausible4j.k8s.internal.http.Sleeper;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Runs the rotations of one stack. Each rotation holds the lease, and each step is in the journal
 * before it runs. For internal use only.
 */
public final class RotationEngine {
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(5);

  private final StackControl control;
  private final RotationJournal journal;
  private final RotationLease lease;
  private final RotationListener listener;
  private final Runnable afterwards;
  private final Sleeper sleeper;

  public RotationEngine(
      StackControl control,
      RotationJournal journal,
      RotationLease lease,
      RotationListener listener,
      Runnable afterwards,
      Sleeper sleeper) {
    this.control = control;
    this.journal = journal;
    this.lease = lease;
    this.listener = listener;
    this.afterwards = afterwards;
    this.sleeper = sleeper;
  }

  /** An engine for a stack in its cluster. */
  public static RotationEngine of(KubernetesClient client, PlausibleStack stack) {
    return of(
        ClusterStackControl.of(client, stack),
        new ClusterJournal(client, stack),
        new ClusterLease(client, stack, Clock.systemUTC()));
  }

  public static RotationEngine of(
      ClusterStackControl control, RotationJournal journal, RotationLease lease) {
    return new RotationEngine(
        control, journal, lease, RotationListener.none(), control::disconnect, Sleeper.REAL);
  }

  /** An engine for a stack that runs elsewhere. */
  public static RotationEngine of(
      StackControl control, RotationJournal journal, RotationLease lease) {
    return new RotationEngine(
        control, journal, lease, RotationListener.none(), () -> {}, Sleeper.REAL);
  }

  public RotationEngine withListener(RotationListener newListener) {
    return new RotationEngine(control, journal, lease, newListener, afterwards, sleeper);
  }

  public RotationEngine withSleeper(Sleeper newSleeper) {
    return new RotationEngine(control, journal, lease, listener, afterwards, newSleeper);
  }

  public RotationPlan plan(StackSecret secret, RotationOptions options) {
    RotationProcedure procedure = procedure(secret, options);
    try {
      JournalEntry entry = newEntry(secret, procedure, options);
      return new RotationPlan(
          secret,
          run(procedure, entry, () -> false).steps(),
          procedure.impacts(control, options),
          procedure.mustBeAcknowledged());
    } catch (SQLException e) {
      throw failed("Planning the rotation of " + secret, e);
    } catch (ClickHouseException e) {
      throw new RotationException(e.getMessage() + "; nothing was changed", e);
    } finally {
      afterwards.run();
    }
  }

  public RotationResult rotate(StackSecret secret, RotationOptions options) {
    return leased(
        false,
        renewal -> {
          unfinished()
              .ifPresent(
                  entry -> {
                    throw new RotationException(
                        "A " + entry + " is under way; call resume() or rollback() first");
                  });
          RotationProcedure procedure = procedure(secret, options);
          requireAcknowledged(procedure, options);
          JournalEntry entry = newEntry(secret, procedure, options);
          options.newValue().ifPresent(value -> check(entry, value, options));
          return run(procedure, entry, renewal).begin(options);
        });
  }

  /**
   * Rolls back a rotation that has not stored its new version, because the caller's values are
   * gone.
   */
  public RotationResult resume() {
    return leased(
        true,
        renewal -> {
          JournalEntry entry = requireUnfinished();
          RotationRun run = run(procedure(entry), entry, renewal);
          return entry.state() == State.BACK || !run.hasNewVersion() ? run.back() : run.forward();
        });
  }

  public RotationResult rollback() {
    return leased(
        true,
        renewal -> {
          JournalEntry entry = requireUnfinished();
          return run(procedure(entry), entry, renewal).back();
        });
  }

  private interface Work {
    RotationResult run(BooleanSupplier leaseRenewal) throws SQLException;
  }

  /**
   * Runs work with the lease held. Each call is a separate holder, because two threads can share a
   * rotator. An {@link Error} counts as a killed process, whose lease stays until it expires.
   */
  private RotationResult leased(boolean waits, Work work) {
    String holder = UUID.randomUUID().toString();
    if (!lease.acquire(holder) && !(waits && acquiredLater(holder))) {
      throw new RotationException(
          "Another rotator works on this stack; wait until it is done, or"
              + (waits
                  ? " until its lease expires, and call again"
                  : ", if its process has ended, call resume(), which waits until its lease"
                      + " expires"));
    }
    RotationResult result;
    try {
      result = work.run(() -> lease.acquire(holder));
    } catch (SQLException e) {
      lease.release(holder);
      throw failed("The rotation", e);
    } catch (ClickHouseException e) {
      lease.release(holder);
      throw new RotationException(e.getMessage() + "; nothing was changed", e);
    } catch (RuntimeException e) {
      lease.release(holder);
      throw e;
    } catch (Error e) {
      lease.abandon(holder);
      throw e;
    } finally {
      afterwards.run();
    }
    lease.release(holder);
    return result;
  }

  /** Waits for the lease, because a killed process keeps its lease until it expires. */
  private boolean acquiredLater(String holder) {
    Duration longest = lease.expiry();
    Duration waited = Duration.ZERO;
    while (waited.compareTo(longest) < 0) {
      listener.waiting(waited, longest);
      sleeper.sleep(
          BETWEEN_ATTEMPTS,
          e ->
              new RotationException(
                  "Interrupted while waiting for the lease; nothing was changed, call again"));
      waited = waited.plus(BETWEEN_ATTEMPTS);
      if (lease.acquire(holder)) {
        return true;
      }
    }
    return false;
  }

  private static RotationException failed(String what, SQLException e) {
    return new RotationException(what + " failed in the database: " + SqlMessages.of(e));
  }

  private Optional<JournalEntry> unfinished() {
    return journal.read().filter(JournalEntry::underWay);
  }

  private JournalEntry requireUnfinished() {
    return unfinished()
        .orElseThrow(() -> new RotationException("No rotation of this stack is under way"));
  }

  private RotationRun run(
      RotationProcedure procedure, JournalEntry entry, BooleanSupplier leaseRenewal) {
    return new RotationRun(control, journal, listener, leaseRenewal, procedure, entry);
  }

  private void check(JournalEntry entry, SecretValue value, RotationOptions options) {
    NewValues.check(control, entry, value);
    options.check().orElse(given -> control.check(entry.secret(), given)).accept(value);
  }

  private JournalEntry newEntry(
      StackSecret secret, RotationProcedure procedure, RotationOptions options)
      throws SQLException {
    String old = SecretLookup.live(control, secret);
    return new JournalEntry(
        secret,
        old,
        VersionNames.next(control.versions(secret)),
        State.FORWARD,
        0,
        false,
        procedure.facts(control, options));
  }

  private static void requireAcknowledged(RotationProcedure procedure, RotationOptions options) {
    Set<Consequence> missing = EnumSet.noneOf(Consequence.class);
    missing.addAll(procedure.mustBeAcknowledged());
    missing.removeAll(options.acknowledged());
    if (!missing.isEmpty()) {
      throw new RotationException(
          "The rotation has consequences that are not acknowledged: "
              + missing
              + "; read plan(), then acknowledge them in the options");
    }
  }

  private RotationProcedure procedure(JournalEntry entry) {
    if (entry.secret() == StackSecret.CLICKHOUSE_PASSWORD) {
      return new ClickHousePasswordRotation(
          ClickHouseMode.valueOf(entry.fact(ClickHousePasswordRotation.MODE)));
    }
    RotationOptions.Builder options = RotationOptions.builder();
    if (entry.secret() == StackSecret.POSTGRES_PASSWORD) {
      options.postgresMode(PostgresMode.valueOf(entry.fact("mode")));
    }
    return procedure(entry.secret(), options.build());
  }

  private RotationProcedure procedure(StackSecret secret, RotationOptions options) {
    return switch (secret) {
      case POSTGRES_PASSWORD ->
          options.postgresMode().orElseGet(this::possibleMode) == PostgresMode.TWO_LOGINS
              ? new PostgresTwoLogins()
              : new PostgresSingleLogin();
      case CLICKHOUSE_PASSWORD -> new ClickHousePasswordRotation(control.clickHouseMode());
      case SECRET_KEY_BASE -> new SecretKeyBaseRotation();
      case TOTP_VAULT_KEY -> new TotpVaultKeyRotation();
      case ADMIN_PASSWORD -> new AdminPasswordRotation();
      case MAIL_CREDENTIAL ->
          new SuppliedSecretRotation("mails that are sent with the old credential may be late");
      case TUNNEL_TOKEN ->
          new SuppliedSecretRotation("requests through the tunnel may have to be repeated");
    };
  }

  private PostgresMode possibleMode() {
    return SecretLookup.administrator(control).isPresent()
        ? PostgresMode.TWO_LOGINS
        : PostgresMode.SINGLE_LOGIN;
  }
}
