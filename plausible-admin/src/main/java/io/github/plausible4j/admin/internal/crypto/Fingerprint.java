package io.github.plausible4j.admin.internal.crypto;

import io.github.plausible4j.k8s.stack.SecretValue;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Tells whether a secret is the same, and too little to find it out. For internal use only. */
public final class Fingerprint {
  private static final int DIGITS = 12;

  private Fingerprint() {}

  public static String of(SecretValue secret) {
    byte[] digest = Sha256.of(secret.reveal().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest).substring(0, DIGITS);
  }
}
