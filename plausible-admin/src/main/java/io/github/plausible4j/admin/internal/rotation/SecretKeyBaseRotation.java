package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.internal.crypto.RandomTexts;
import io.github.plausible4j.admin.internal.crypto.TotpVault;
import io.github.plausible4j.admin.internal.sql.Database;
import io.github.plausible4j.admin.rotation.Consequence;
import io.github.plausible4j.admin.rotation.JournalEntry;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.admin.rotation.RotationOptions;
import io.github.plausible4j.admin.rotation.RotationPlan;
import io.github.plausible4j.admin.rotation.StackControl;
import io.github.plausible4j.admin.rotation.StackSecret;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rotates SECRET_KEY_BASE, on which cookies and API keys depend, and two-factor authentication
 * (TOTP) without a separate key.
 */
final class SecretKeyBaseRotation implements RotationProcedure {
  private static final String KEY = "SECRET_KEY_BASE";
  private static final String REHASHED = "rehashed-api-keys";
  private static final String REMINT = "remint";
  private static final String DEAD_KEYS = "deadKeys";

  @Override
  public Map<String, String> facts(StackControl control, RotationOptions options)
      throws SQLException {
    SecretValue old = SecretLookup.liveValue(control, StackSecret.SECRET_KEY_BASE, KEY);
    KeyHashes known = KeyHashes.of(old, old, options.knownApiKeys());
    return Map.of(
        REMINT, String.valueOf(options.remintApiKeys()),
        DEAD_KEYS, new ApiKeyTable(database(control)).idsWithout(known));
  }

  @Override
  public Map<String, SecretValue> newValues(
      StackControl control, JournalEntry entry, RotationOptions options) {
    SecretValue old =
        SecretLookup.value(control, StackSecret.SECRET_KEY_BASE, entry.oldVersion(), KEY);
    SecretValue base =
        options.newValue().orElseGet(() -> SecretValue.of(RandomTexts.secretKeyBase()));
    if (base.reveal().length() < 64) {
      throw new RotationException("The new SECRET_KEY_BASE is too short; use 64 characters");
    }
    Map<String, SecretValue> values = new HashMap<>(Map.of(KEY, base));
    KeyHashes hashes = KeyHashes.of(old, base, options.knownApiKeys());
    if (!hashes.isEmpty()) {
      values.put(REHASHED, SecretValue.of(hashes.toText()));
    }
    return values;
  }

  @Override
  public List<Step> steps(StackControl control, JournalEntry entry, RotationResults results) {
    return List.of(
        Step.reversible(
            "pin-totp-key",
            "Keep the key of two-factor authentication (TOTP), if it was derived from the old"
                + " value",
            () -> pinTotpKey(control, entry),
            control::restart),
        Step.reversible(
            "copy-api-keys",
            "Add the known API keys under their new hashes, beside the old ones",
            () -> new ApiKeyTable(database(control)).copy(hashes(control, entry)),
            () -> new ApiKeyTable(database(control)).deleteNew(hashes(control, entry))),
        SwitchStep.step(control, entry),
        Step.last(
            "clean-up",
            "End the sessions, whose cookies are invalid, and drop or replace the invalid API keys",
            () -> {
              ApiKeyTable table = new ApiKeyTable(database(control));
              table.endSessions();
              table.deleteOld(hashes(control, entry));
              if (Boolean.parseBoolean(entry.fact(REMINT))) {
                SecretValue base =
                    SecretLookup.value(control, entry.secret(), entry.newVersion(), KEY);
                results.minted(table.remint(entry.fact(DEAD_KEYS), base));
              } else if (!entry.fact(DEAD_KEYS).isEmpty()) {
                results.note(
                    "API keys with these ids stopped working and can be revoked: "
                        + entry.fact(DEAD_KEYS));
              }
            }));
  }

  @Override
  public List<RotationPlan.Impact> impacts(StackControl control, RotationOptions options)
      throws SQLException {
    String dead = facts(control, options).get(DEAD_KEYS);
    long count = dead == null || dead.isEmpty() ? 0 : dead.split(",", -1).length;
    long sessions = new ApiKeyTable(database(control)).sessions();
    return List.of(
        new RotationPlan.Impact(
            count + " API keys that are not known here stop working", "for good"),
        new RotationPlan.Impact(
            "everybody is logged out (" + sessions + " sessions)", "until the next login"),
        new RotationPlan.Impact(
            "mailed links for password resets are invalid", "until they are requested again"));
  }

  @Override
  public Set<Consequence> mustBeAcknowledged() {
    return Set.of(Consequence.API_KEYS_STOP_WORKING, Consequence.EVERYBODY_IS_LOGGED_OUT);
  }

  /** Stores the derived key. A rollback keeps it, because it is the same key. */
  private static void pinTotpKey(StackControl control, JournalEntry entry) {
    if (control.liveVersion(StackSecret.TOTP_VAULT_KEY).isEmpty()) {
      SecretValue old = SecretLookup.value(control, entry.secret(), entry.oldVersion(), KEY);
      control.create(
          StackSecret.TOTP_VAULT_KEY,
          "v1",
          Map.of("TOTP_VAULT_KEY", SecretValue.of(TotpVault.derivedKey(old.reveal()))));
      control.makeLive(StackSecret.TOTP_VAULT_KEY, "v1");
    }
  }

  private static KeyHashes hashes(StackControl control, JournalEntry entry) {
    SecretValue text =
        SecretLookup.of(control, StackSecret.SECRET_KEY_BASE, entry.newVersion()).get(REHASHED);
    return text == null ? KeyHashes.none() : KeyHashes.parse(text.reveal());
  }

  private static Database database(StackControl control) {
    return new Database(control.database(SecretLookup.application(control)));
  }
}
