package io.github.plausible4j.admin.internal.crypto;

import io.github.plausible4j.k8s.stack.SecretValue;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A short hash that identifies a secret without revealing it. For internal use only. */
public final class Fingerprint {
  private static final int DIGITS = 12;

  private Fingerprint() {}

  public static String of(SecretValue secret) {
    byte[] digest = Sha256.of(secret.reveal().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest).substring(0, DIGITS);
  }
}
