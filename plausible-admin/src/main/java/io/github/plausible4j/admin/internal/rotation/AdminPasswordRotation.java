package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.internal.crypto.PasswordHash;
import io.github.plausible4j.admin.internal.crypto.PasswordRules;
import io.github.plausible4j.admin.internal.crypto.RandomTexts;
import io.github.plausible4j.admin.internal.sql.Database;
import io.github.plausible4j.admin.internal.sql.UserFunctions;
import io.github.plausible4j.admin.rotation.Consequence;
import io.github.plausible4j.admin.rotation.JournalEntry;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.admin.rotation.RotationOptions;
import io.github.plausible4j.admin.rotation.RotationPlan;
import io.github.plausible4j.admin.rotation.StackControl;
import io.github.plausible4j.admin.rotation.StackSecret;
import io.github.plausible4j.k8s.internal.render.DatabaseFunction;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rotates the first user's password. The new version keeps the old hash for a rollback. */
final class AdminPasswordRotation implements RotationProcedure {
  private static final String EMAIL = "email";
  private static final String PASSWORD = "password";
  private static final String OLD_HASH = "previous-password-hash";
  private static final int LONGEST = 128;

  @Override
  public Map<String, String> facts(StackControl control, RotationOptions options) {
    return Map.of(
        EMAIL, SecretLookup.liveValue(control, StackSecret.ADMIN_PASSWORD, EMAIL).reveal());
  }

  @Override
  public Map<String, SecretValue> newValues(
      StackControl control, JournalEntry entry, RotationOptions options) throws SQLException {
    SecretValue password =
        options.newValue().orElseGet(() -> SecretValue.of(RandomTexts.password()));
    List<String> violations =
        PasswordRules.violations(
            password.reveal().toCharArray(), LONGEST, List.of(entry.fact(EMAIL)));
    if (!violations.isEmpty()) {
      throw new RotationException("The new password " + String.join(", and ", violations));
    }
    Map<String, SecretValue> values =
        new HashMap<>(SecretLookup.of(control, entry.secret(), entry.oldVersion()));
    values.put(PASSWORD, password);
    values.put(OLD_HASH, SecretValue.of(storedHash(control, entry)));
    return values;
  }

  @Override
  public List<Step> steps(StackControl control, JournalEntry entry, RotationResults results) {
    return List.of(
        Step.reversible(
            "set-password",
            "Set the password of "
                + entry.fact(EMAIL)
                + ", end the sessions and remove trusted devices",
            () ->
                store(
                    control,
                    entry,
                    PasswordHash.of(value(control, entry, PASSWORD).reveal().toCharArray())),
            () -> store(control, entry, value(control, entry, OLD_HASH).reveal())),
        Step.check(
            "test",
            "Check the password against the stored hash",
            () -> {
              if (!PasswordHash.matches(
                  value(control, entry, PASSWORD).reveal().toCharArray(),
                  storedHash(control, entry))) {
                throw new RotationException(
                    "The stored password of "
                        + entry.fact(EMAIL)
                        + " is not the new one; somebody changed it in the meantime");
              }
            }),
        Step.reversible(
            "make-live",
            "Make version " + entry.newVersion() + " live",
            () -> control.makeLive(entry.secret(), entry.newVersion()),
            () -> control.makeLive(entry.secret(), entry.oldVersion())));
  }

  @Override
  public List<RotationPlan.Impact> impacts(StackControl control, RotationOptions options) {
    return List.of(
        new RotationPlan.Impact(
            "the user is logged out everywhere, and no device is trusted", "until the next login"));
  }

  @Override
  public Set<Consequence> mustBeAcknowledged() {
    return Set.of();
  }

  private static SecretValue value(StackControl control, JournalEntry entry, String key) {
    return SecretLookup.value(control, entry.secret(), entry.newVersion(), key);
  }

  private static String storedHash(StackControl control, JournalEntry entry) throws SQLException {
    return database(control)
        .transaction(
            false,
            tx ->
                tx.first(
                    "SELECT password_hash FROM users WHERE email = ?::citext",
                    row -> row.getString(1),
                    entry.fact(EMAIL)))
        .orElseThrow(
            () ->
                new RotationException(
                    "There is no user " + entry.fact(EMAIL) + " with a password; create it first"));
  }

  private static void store(StackControl control, JournalEntry entry, String hash)
      throws SQLException {
    var unused =
        database(control)
            .transaction(
                true,
                tx ->
                    UserFunctions.call(
                        tx,
                        DatabaseFunction.RESET_PASSWORD,
                        entry.fact(EMAIL),
                        hash,
                        RandomTexts.trustedDeviceToken()));
  }

  private static Database database(StackControl control) {
    return new Database(control.database(SecretLookup.application(control)));
  }
}
