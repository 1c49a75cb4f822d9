package io.github.plausible4j.admin.internal.crypto;

/** Thrown when a TOTP secret cannot be decrypted with the given key. For internal use only. */
public final class WrongVaultKeyException extends Exception {
  private static final long serialVersionUID = 1L;

  public WrongVaultKeyException(String message) {
    super(message);
  }
}
