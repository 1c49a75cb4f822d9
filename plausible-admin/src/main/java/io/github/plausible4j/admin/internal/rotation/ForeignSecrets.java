package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.k8s.stack.SecretSource;
import io.github.plausible4j.k8s.stack.SecretValue;

/** Secrets that the stack refers to but does not manage. */
final class ForeignSecrets {
  private ForeignSecrets() {}

  /**
   * Refuses to rotate a value of such a Secret.
   *
   * @throws RotationException with the name of the Secret
   */
  static void refuse(SecretSource password) {
    if (password instanceof SecretSource.Existing existing) {
      throw new RotationException(
          "The password is in the Secret "
              + existing.secretName()
              + ", which the stack does not manage; change it there and at the server, then apply"
              + " the stack");
    }
    if (password instanceof SecretValue value && value.reveal().isEmpty()) {
      throw new RotationException(
          "The stack's user has no password at this server; set one there, and in the stack with"
              + " PostgresSpec.external or ClickHouseSpec.external");
    }
  }
}
