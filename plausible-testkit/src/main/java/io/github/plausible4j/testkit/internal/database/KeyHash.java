package io.github.plausible4j.testkit.internal.database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Computes the hashes that Plausible stores instead of keys and tokens. */
final class KeyHash {
  private final @Nullable String secretKeyBase;

  KeyHash(@Nullable String secretKeyBase) {
    this.secretKeyBase = secretKeyBase == null ? null : secretKeyBase.trim();
  }

  /**
   * The hash of an API key: SHA-256 over the secret of the server and the key; null without the
   * secret.
   */
  @Nullable String of(String rawKey) {
    return secretKeyBase == null ? null : HexFormat.of().formatHex(sha256(secretKeyBase + rawKey));
  }

  /** The hash of a plugin token: SHA-256 over the token alone. */
  static byte[] ofToken(String rawToken) {
    return sha256(rawToken);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
