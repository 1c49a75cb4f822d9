package io.github.plausible4j.admin.internal.crypto;

/** A second factor that cannot be read with the key at hand. For internal use only. */
public final class WrongVaultKeyException extends Exception {
  private static final long serialVersionUID = 1L;

  public WrongVaultKeyException(String message) {
    super(message);
  }
}
