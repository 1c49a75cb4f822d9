package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.internal.crypto.RandomTexts;
import io.github.plausible4j.admin.rotation.JournalEntry;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.admin.rotation.RotationOptions;
import io.github.plausible4j.admin.rotation.StackControl;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.Map;

/** The values of a new version: what a caller brings, or what is made at random. */
final class NewValues {
  private NewValues() {}

  /**
   * The rules of every value that the caller supplies, which an apply of the stack has too.
   *
   * @throws RotationException if it has white space around it, or is live already
   */
  static void check(StackControl control, JournalEntry entry, SecretValue value) {
    if (!value.reveal().equals(value.reveal().strip())) {
      throw new RotationException(
          "The new "
              + entry.secret()
              + " begins or ends with white space; give it without, as SecretValue.fromFile reads"
              + " it");
    }
    if (SecretLookup.of(control, entry.secret(), entry.oldVersion()).containsValue(value)) {
      throw new RotationException(
          "The new "
              + entry.secret()
              + " is live already; give another one, or none where it can be made at random");
    }
  }

  /** A login with its new password. */
  static Map<String, SecretValue> login(String username, RotationOptions options) {
    return Map.of(
        "username", SecretValue.of(username),
        "password", options.newValue().orElseGet(() -> SecretValue.of(RandomTexts.password())));
  }
}
