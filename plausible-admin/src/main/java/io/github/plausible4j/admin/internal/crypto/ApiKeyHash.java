package io.github.plausible4j.admin.internal.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The form in which Plausible stores an API key: SHA-256 of SECRET_KEY_BASE followed by the key, as
 * lower-case hex, and the first six bytes as plain text. For internal use only.
 */
public final class ApiKeyHash {
  private static final int PREFIX_BYTES = 6;

  private ApiKeyHash() {}

  public static String of(String secretKeyBase, String key) {
    return HexFormat.of().formatHex(Sha256.of(secretKeyBase.getBytes(UTF_8), key.getBytes(UTF_8)));
  }

  public static String prefix(String key) {
    byte[] bytes = key.getBytes(UTF_8);
    return new String(Arrays.copyOf(bytes, Math.min(PREFIX_BYTES, bytes.length)), UTF_8);
  }
}
