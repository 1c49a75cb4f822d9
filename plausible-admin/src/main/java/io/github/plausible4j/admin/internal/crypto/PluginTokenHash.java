package io.github.plausible4j.admin.internal.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The form in which Plausible stores a plugin token: unsalted SHA-256, and the last four
 * characters. For internal use only.
 */
public final class PluginTokenHash {
  private static final int HINT_LENGTH = 4;

  private PluginTokenHash() {}

  public static byte[] of(String token) {
    return Sha256.of(token.getBytes(UTF_8));
  }

  public static String hint(String token) {
    return token.substring(Math.max(0, token.length() - HINT_LENGTH));
  }
}
