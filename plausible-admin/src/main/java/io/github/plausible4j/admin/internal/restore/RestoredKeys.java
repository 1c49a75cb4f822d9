package io.github.plausible4j.admin.internal.restore;

import io.github.plausible4j.admin.backup.BackupException;
import io.github.plausible4j.admin.backup.BackupManifest;
import io.github.plausible4j.admin.backup.RestoreOptions;
import io.github.plausible4j.admin.internal.crypto.Fingerprint;
import io.github.plausible4j.admin.internal.crypto.TotpVault;
import io.github.plausible4j.admin.internal.rotation.StackVersions;
import io.github.plausible4j.admin.rotation.StackSecret;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys that the data of a backup depends on, and the changes to the stack's keys. */
final class RestoredKeys {
  private final BackupManifest manifest;
  private final Map<String, String> live;
  private final StackVersions versions;
  private final List<String> problems = new ArrayList<>();
  private final Map<StackSecret, SecretValue> changes = new EnumMap<>(StackSecret.class);

  private RestoredKeys(BackupManifest manifest, Map<String, String> live, StackVersions versions) {
    this.manifest = manifest;
    this.live = live;
    this.versions = versions;
  }

  /**
   * Compares the keys of the backup with those of the stack.
   *
   * @param live the fingerprints of the stack's live keys
   * @throws BackupException if a key is missing or does not belong to the backup
   */
  static RestoredKeys of(
      BackupManifest manifest,
      Map<String, String> live,
      StackVersions versions,
      RestoreOptions options) {
    RestoredKeys keys = new RestoredKeys(manifest, live, versions);
    Optional<SecretValue> base = options.secretKeyBase().map(RestoredKeys::stripped);
    keys.require(StackSecret.SECRET_KEY_BASE, base, "secretKeyBase");
    keys.require(StackSecret.TOTP_VAULT_KEY, keys.vaultKey(options, base), "totpVaultKey");
    if (!keys.problems.isEmpty()) {
      throw new BackupException("Nothing was restored: " + String.join("\n", keys.problems));
    }
    return keys;
  }

  /**
   * Makes the backup's keys live. The application reads them at its next start. Can be repeated.
   */
  void makeLive() {
    changes.forEach((secret, value) -> versions.makeLive(secret, secret.name(), value));
  }

  boolean areNew() {
    return !changes.isEmpty();
  }

  private Optional<SecretValue> vaultKey(RestoreOptions options, Optional<SecretValue> base) {
    boolean derived =
        manifest.secrets().containsKey(StackSecret.SECRET_KEY_BASE.name())
            && !manifest.secrets().containsKey(StackSecret.TOTP_VAULT_KEY.name());
    return options
        .totpVaultKey()
        .map(RestoredKeys::stripped)
        .or(
            () ->
                base.filter(value -> derived)
                    .map(value -> SecretValue.of(TotpVault.derivedKey(value.reveal()))));
  }

  private void require(StackSecret secret, Optional<SecretValue> given, String option) {
    String name = secret.name();
    Optional<String> wanted =
        Optional.ofNullable(manifest.secrets().get(name)).or(() -> given.map(Fingerprint::of));
    if (wanted.isEmpty() || wanted.get().equals(live.get(name)) || !live.containsKey(name)) {
      return;
    }
    if (given.isEmpty()) {
      problems.add(
          name
              + " of the stack differs from the backup; pass that of the backup to"
              + " RestoreOptions.builder()."
              + option);
    } else if (!Fingerprint.of(given.get()).equals(wanted.get())) {
      problems.add(
          option + " is not the " + name + " that the backup was made with; pass the right one");
    } else if (!versions.isOwn(secret)) {
      problems.add(
          name
              + " is in a Secret that the stack does not manage; put the backup's value there,"
              + " apply the stack and repeat");
    } else {
      changes.put(secret, given.get());
    }
  }

  private static SecretValue stripped(SecretValue value) {
    return SecretValue.of(value.reveal().strip());
  }
}
