package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.internal.crypto.RandomTexts;
import io.github.plausible4j.admin.rotation.JournalEntry;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.admin.rotation.RotationOptions;
import io.github.plausible4j.admin.rotation.StackControl;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.Map;

/** The values of a new version, supplied by the caller or generated. */
final class NewValues {
  private NewValues() {}

  /**
   * Checks a value from the caller with the rules of an apply.
   *
   * @throws RotationException if it has white space around it, or is already live
   */
  static void check(StackControl control, JournalEntry entry, SecretValue value) {
    if (!value.reveal().equals(value.reveal().strip())) {
      throw new RotationException(
          "The new "
              + entry.secret()
              + " begins or ends with white space; remove that, as SecretValue.fromFile does");
    }
    if (SecretLookup.of(control, entry.secret(), entry.oldVersion()).containsValue(value)) {
      throw new RotationException(
          "The new "
              + entry.secret()
              + " is already live; set another one, or none if it can be generated");
    }
  }

  /** A login with a new password. */
  static Map<String, SecretValue> login(String username, RotationOptions options) {
    return Map.of(
        "username", SecretValue.of(username),
        "password", options.newValue().orElseGet(() -> SecretValue.of(RandomTexts.password())));
  }
}
