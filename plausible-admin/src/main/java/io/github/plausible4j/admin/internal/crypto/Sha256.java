package io.github.plausible4j.admin.internal.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Computes SHA-256. For internal use only. */
public final class Sha256 {
  private Sha256() {}

  /** The digest of the concatenated parts. */
  public static byte[] of(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime lacks SHA-256", e);
    }
  }
}
