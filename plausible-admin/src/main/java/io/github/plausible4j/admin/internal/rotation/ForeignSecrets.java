package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.k8s.stack.SecretSource;

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
  }
}
