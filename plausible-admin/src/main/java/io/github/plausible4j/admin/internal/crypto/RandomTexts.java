package io.github.plausible4j.admin.internal.crypto;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Generates secrets and identifiers in Plausible's formats from the system's random source. For
 * internal use only.
 */
public final class RandomTexts {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int API_KEY_LENGTH = 64;
  private static final int NANO_ID_LENGTH = 21;
  private static final String PLUGIN_TOKEN_PREFIX = "plausible-plugin-selfhost-";

  private RandomTexts() {}

  /** 64 characters of the URL-safe alphabet. */
  public static String apiKey() {
    return urlSafe(64).substring(0, API_KEY_LENGTH);
  }

  /** The prefix of self-hosted servers and 30 bytes in base64. */
  public static String pluginToken() {
    return PLUGIN_TOKEN_PREFIX + Base64.getEncoder().encodeToString(bytes(30));
  }

  /** A token of a trusted device: 20 bytes in base64 without padding. */
  public static String trustedDeviceToken() {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes(20));
  }

  /** 21 characters of the URL-safe alphabet: 126 random bits. */
  public static String nanoId() {
    return urlSafe(16).substring(0, NANO_ID_LENGTH);
  }

  /** A SECRET_KEY_BASE of 64 characters. */
  public static String secretKeyBase() {
    return Base64.getEncoder().encodeToString(bytes(48));
  }

  /** A TOTP_VAULT_KEY: 32 bytes in base64. */
  public static String totpVaultKey() {
    return Base64.getEncoder().encodeToString(bytes(32));
  }

  /** A password of 43 characters that needs no escaping in a URL. */
  public static String password() {
    return urlSafe(32);
  }

  private static String urlSafe(int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bytes));
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
