package io.github.plausible4j.admin.internal.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts TOTP secrets with AES-256-GCM in the format of Plausible's cipher library: a tag that
 * names the cipher, a 12-byte IV, the 16-byte GCM tag and the ciphertext. Thread-safe. For internal
 * use only.
 */
public final class TotpVault {
  private static final byte[] HEADER = header();
  private static final byte[] ASSOCIATED = "AES256GCM".getBytes(US_ASCII);
  private static final int KEY_BYTES = 32;
  private static final int IV_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final int ITERATIONS = 100_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;

  private TotpVault(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /** The vault of a TOTP_VAULT_KEY, which is base64 of 32 bytes. */
  public static TotpVault of(String vaultKey) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(vaultKey);
    } catch (IllegalArgumentException e) {
      // The decoder's own message quotes a character of the key.
      throw new IllegalArgumentException("TOTP_VAULT_KEY is not base64");
    }
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "TOTP_VAULT_KEY is base64 of " + key.length + " bytes instead of " + KEY_BYTES);
    }
    return new TotpVault(key);
  }

  /** The TOTP_VAULT_KEY that a server uses when only SECRET_KEY_BASE is set. */
  public static String derivedKey(String secretKeyBase) {
    try {
      PBEKeySpec spec =
          new PBEKeySpec(
              secretKeyBase.toCharArray(), "totp".getBytes(US_ASCII), ITERATIONS, KEY_BYTES * 8);
      try {
        return Base64.getEncoder()
            .encodeToString(
                SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded());
      } finally {
        spec.clearPassword();
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime lacks PBKDF2WithHmacSHA256", e);
    }
  }

  public byte[] encrypt(byte[] plain) {
    byte[] iv = new byte[IV_BYTES];
    RANDOM.nextBytes(iv);
    return encrypt(plain, iv);
  }

  public byte[] encrypt(byte[] plain, byte[] iv) {
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, iv).doFinal(plain);
      int length = sealed.length - TAG_BYTES;
      return ByteBuffer.allocate(HEADER.length + IV_BYTES + sealed.length)
          .put(HEADER)
          .put(iv)
          .put(sealed, length, TAG_BYTES)
          .put(sealed, 0, length)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime lacks AES/GCM", e);
    }
  }

  /**
   * Decrypts stored bytes.
   *
   * @throws WrongVaultKeyException if the bytes were written with another key or in another format
   */
  public byte[] decrypt(byte[] stored) throws WrongVaultKeyException {
    int body = HEADER.length + IV_BYTES + TAG_BYTES;
    if (stored.length < body || !Arrays.equals(HEADER, Arrays.copyOf(stored, HEADER.length))) {
      throw new WrongVaultKeyException("is not in the format of the vault");
    }
    byte[] iv = Arrays.copyOfRange(stored, HEADER.length, HEADER.length + IV_BYTES);
    byte[] sealed =
        ByteBuffer.allocate(stored.length - HEADER.length - IV_BYTES)
            .put(stored, body, stored.length - body)
            .put(stored, HEADER.length + IV_BYTES, TAG_BYTES)
            .array();
    try {
      return cipher(Cipher.DECRYPT_MODE, iv).doFinal(sealed);
    } catch (AEADBadTagException e) {
      throw new WrongVaultKeyException("was not encrypted with this TOTP_VAULT_KEY");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime lacks AES/GCM", e);
    }
  }

  private Cipher cipher(int mode, byte[] iv) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, iv));
    cipher.updateAAD(ASSOCIATED);
    return cipher;
  }

  /** Type 1, the length of the cipher's name, and the name. */
  private static byte[] header() {
    byte[] name = "AES.GCM.V1".getBytes(US_ASCII);
    return ByteBuffer.allocate(2 + name.length)
        .put((byte) 1)
        .put((byte) name.length)
        .put(name)
        .array();
  }
}
