package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.k8s.stack.SecretSource;
import io.github.plausible4j.k8s.stack.SecretValue;

/** Secrets that the stack refers to and leaves alone. */
final class ForeignSecrets {
  private ForeignSecrets() {}

  /**
   * Refuses to rotate what is in one of them.
   *
   * @throws RotationException with its name
   */
  static void refuse(SecretSource password) {
    if (password instanceof SecretSource.Existing existing) {
      throw new RotationException(
          "The password is in the Secret "
              + existing.secretName()
              + ", which is not the stack's own; change it there and at the server, then apply the"
              + " stack");
    }
    if (password instanceof SecretValue value && value.reveal().isEmpty()) {
      throw new RotationException(
          "The stack's user has no password at this server; give it one there, and to the stack with"
              + " PostgresSpec.external or ClickHouseSpec.external");
    }
  }
}
