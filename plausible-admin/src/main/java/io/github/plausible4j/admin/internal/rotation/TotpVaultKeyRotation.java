package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.internal.crypto.RandomTexts;
import io.github.plausible4j.admin.internal.crypto.TotpVault;
import io.github.plausible4j.admin.internal.crypto.WrongVaultKeyException;
import io.github.plausible4j.admin.internal.sql.Database;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.rotation.Consequence;
import io.github.plausible4j.admin.rotation.JournalEntry;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.admin.rotation.RotationOptions;
import io.github.plausible4j.admin.rotation.RotationPlan;
import io.github.plausible4j.admin.rotation.StackControl;
import io.github.plausible4j.admin.rotation.StackSecret;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Encrypts all TOTP secrets with a new key in one transaction, while the application is stopped.
 */
final class TotpVaultKeyRotation implements RotationProcedure {
  private static final String KEY = "TOTP_VAULT_KEY";

  @Override
  public Map<String, String> facts(StackControl control, RotationOptions options) {
    return Map.of();
  }

  @Override
  public Map<String, SecretValue> newValues(
      StackControl control, JournalEntry entry, RotationOptions options) {
    SecretValue key =
        options.newValue().orElseGet(() -> SecretValue.of(RandomTexts.totpVaultKey()));
    try {
      TotpVault.of(key.reveal());
    } catch (IllegalArgumentException e) {
      throw new RotationException(
          "The new " + e.getMessage() + "; use base64 of 32 random bytes, or none to generate it");
    }
    return Map.of(KEY, key);
  }

  @Override
  public List<Step> steps(StackControl control, JournalEntry entry, RotationResults results) {
    return List.of(
        Step.reversible("stop", "Stop the application", control::stop, control::restart),
        Step.reversible(
            "re-encrypt",
            "Encrypt the TOTP secret of every user with the new key, in one transaction",
            () -> reencrypt(control, entry.oldVersion(), entry.newVersion()),
            () -> reencrypt(control, entry.newVersion(), entry.oldVersion())),
        Step.reversible(
            "make-live",
            "Make version " + entry.newVersion() + " live",
            () -> control.makeLive(entry.secret(), entry.newVersion()),
            () -> control.makeLive(entry.secret(), entry.oldVersion())),
        Step.reversible("start", "Start the application", control::restart, control::stop));
  }

  @Override
  public List<RotationPlan.Impact> impacts(StackControl control, RotationOptions options)
      throws SQLException {
    long factors =
        new Database(control.database(SecretLookup.application(control)))
            .transaction(
                false, tx -> tx.count("SELECT count(*) FROM users WHERE totp_secret IS NOT NULL"));
    return List.of(
        new RotationPlan.Impact(
            "the application is stopped, and events sent to it are lost",
            "while " + factors + " TOTP secrets are encrypted, plus one start"));
  }

  @Override
  public Set<Consequence> mustBeAcknowledged() {
    return Set.of(Consequence.APPLICATION_STOPS);
  }

  private static void reencrypt(StackControl control, String fromVersion, String toVersion)
      throws SQLException {
    TotpVault from = vault(control, fromVersion);
    TotpVault to = vault(control, toVersion);
    new Database(control.database(SecretLookup.application(control)))
        .transaction(true, tx -> reencrypt(tx, from, to));
  }

  private static TotpVault vault(StackControl control, String version) {
    return TotpVault.of(
        SecretLookup.value(control, StackSecret.TOTP_VAULT_KEY, version, KEY).reveal());
  }

  private static int reencrypt(Transaction tx, TotpVault from, TotpVault to) throws SQLException {
    Map<Long, byte[]> all = new LinkedHashMap<>();
    tx.list(
        "SELECT id, totp_secret FROM users WHERE totp_secret IS NOT NULL ORDER BY id FOR UPDATE",
        row -> all.put(row.getLong(1), row.getBytes(2)));
    List<Long> unreadable = new ArrayList<>();
    for (Map.Entry<Long, byte[]> stored : all.entrySet()) {
      try {
        tx.update(
            "UPDATE users SET totp_secret = ? WHERE id = ?",
            to.encrypt(from.decrypt(stored.getValue())),
            stored.getKey());
      } catch (WrongVaultKeyException e) {
        if (!isReadable(to, stored.getValue())) {
          unreadable.add(stored.getKey());
        }
      }
    }
    if (!unreadable.isEmpty()) {
      throw new RotationException(
          "The TOTP secrets of "
              + unreadable.size()
              + " users cannot be decrypted with the old key (ids "
              + unreadable
              + "); disable them with users().disableTwoFactor and resume, or roll back");
    }
    return all.size();
  }

  /** Recognizes TOTP secrets that an earlier run has already encrypted. */
  private static boolean isReadable(TotpVault vault, byte[] secret) {
    try {
      vault.decrypt(secret);
      return true;
    } catch (WrongVaultKeyException e) {
      return false;
    }
  }
}
