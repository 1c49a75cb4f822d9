package io.github.plausible4j.admin.rotation;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.admin.Secret;
import io.github.plausible4j.admin.rotation.JournalEntry.State;
import io.github.plausible4j.k8s.StackProvisioner;
import io.github.plausible4j.k8s.internal.secret.SecretVersions;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.sql.SQLException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Rotates the secrets of one stack. Each step is written to the journal before it happens: after an
 * interruption at any point {@link #resume} finishes the rotation or {@link #rollback} takes it
 * back, in this process or another. A lease keeps two rotators apart, and two calls of one.
 * Thread-safe as far as its parts are; one rotation runs at a time.
 */
public final class SecretRotator {
  private final StackControl control;
  private final RotationJournal journal;
  private final RotationLease lease;
  private final RotationListener listener;
  private final Runnable afterwards;

  private SecretRotator(
      StackControl control,
      RotationJournal journal,
      RotationLease lease,
      RotationListener listener,
      Runnable afterwards) {
    this.control = control;
    this.journal = journal;
    this.lease = lease;
    this.listener = listener;
    this.afterwards = afterwards;
  }

  /**
   * A rotator for a stack in its cluster. Versions are Secrets beside the stack's own, the journal
   * is the ConfigMap and the lease the Lease {@code <stack>-rotation}. A restart applies the stack,
   * so give it as it was applied last. Databases in the cluster are reached by a port-forward that
   * ends with each call. The client stays the caller's.
   */
  public SecretRotator(KubernetesClient client, PlausibleStack stack) {
    this(
        new ClusterStackControl(
            client,
            stack,
            StackProvisioner.builder(client)
                .takeOver(SecretVersions.FIELD_MANAGER)
                .preflight(false)
                .build()),
        new ClusterJournal(client, stack),
        new ClusterLease(client, stack, Clock.systemUTC()));
  }

  SecretRotator(ClusterStackControl control, RotationJournal journal, RotationLease lease) {
    this(control, journal, lease, RotationListener.none(), control::disconnect);
  }

  /** A rotator for a stack that runs anywhere. */
  public static SecretRotator of(
      StackControl control, RotationJournal journal, RotationLease lease) {
    return new SecretRotator(control, journal, lease, RotationListener.none(), () -> {});
  }

  /** The same rotator, watched. */
  public SecretRotator withListener(RotationListener newListener) {
    return new SecretRotator(control, journal, lease, newListener, afterwards);
  }

  /** What {@link #rotate} with default options would do; changes nothing. */
  public RotationPlan plan(StackSecret secret) {
    return plan(secret, RotationOptions.defaults());
  }

  /** What {@link #rotate} would do; changes nothing. */
  public RotationPlan plan(StackSecret secret, RotationOptions options) {
    RotationProcedure procedure = procedure(secret, options);
    try {
      JournalEntry entry = newEntry(secret, procedure, options);
      return new RotationPlan(
          secret,
          run(procedure, entry, () -> false).steps(),
          procedure.breaks(control, options),
          procedure.acknowledgements());
    } catch (SQLException e) {
      throw failed("Planning the rotation of " + secret, e);
    } finally {
      afterwards.run();
    }
  }

  /**
   * Rotates a secret.
   *
   * @throws RotationException if a rotation is under way, here or in another process, if a
   *     consequence is not acknowledged, if the new value cannot be taken, or if a step fails;
   *     after the last of these, and only then, {@link #resume} or {@link #rollback}
   */
  public RotationResult rotate(StackSecret secret, RotationOptions options) {
    return leased(
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
   * Finishes a rotation that was interrupted or whose step failed. One that had not yet made its
   * new version is taken back, because what the caller gave it is gone.
   *
   * @throws RotationException if there is nothing to resume, or a step fails
   */
  public RotationResult resume() {
    return leased(
        renewal -> {
          JournalEntry entry = requireUnfinished();
          RotationRun run = run(procedure(entry), entry, renewal);
          return entry.state() == State.BACK || !run.hasNewVersion() ? run.back() : run.forward();
        });
  }

  /**
   * Takes a rotation back that is under way.
   *
   * @throws RotationException if there is none, if it is past its point of no return, or if a step
   *     back fails
   */
  public RotationResult rollback() {
    return leased(
        renewal -> {
          JournalEntry entry = requireUnfinished();
          return run(procedure(entry), entry, renewal).back();
        });
  }

  private interface Work {
    RotationResult run(BooleanSupplier leaseRenewal) throws SQLException;
  }

  /**
   * Each call is a holder of its own, because two threads may share a rotator. An error is a kill:
   * the lease then stays until it expires, as it would.
   */
  private RotationResult leased(Work work) {
    String holder = UUID.randomUUID().toString();
    if (!lease.acquire(holder)) {
      throw new RotationException(
          "Another rotator works on this stack; wait until it is done or its lease expires");
    }
    RotationResult result;
    try {
      result = work.run(() -> lease.acquire(holder));
    } catch (SQLException e) {
      lease.release(holder);
      throw failed("The rotation", e);
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

  private void check(JournalEntry entry, Secret value, RotationOptions options) {
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
    Set<Acknowledgement> missing = EnumSet.noneOf(Acknowledgement.class);
    missing.addAll(procedure.acknowledgements());
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
