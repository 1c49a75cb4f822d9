package io.github.plausible4j.k8s.stack;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Derives TOTP_VAULT_KEY from SECRET_KEY_BASE, as Plausible does if TOTP_VAULT_KEY is not set. */
final class DerivedVaultKey {
  private static final int ITERATIONS = 100_000;
  private static final int BITS = 256;

  private DerivedVaultKey() {}

  static SecretSource of(String secretKeyBase) {
    byte[] salt = "totp".getBytes(StandardCharsets.US_ASCII);
    PBEKeySpec spec = new PBEKeySpec(secretKeyBase.toCharArray(), salt, ITERATIONS, BITS);
    try {
      byte[] key =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      return SecretSource.of(Base64.getEncoder().encodeToString(key));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime lacks PBKDF2WithHmacSHA256", e);
    } finally {
      spec.clearPassword();
    }
  }
}
