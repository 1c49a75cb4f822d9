package io.github.plausible4j.admin.backup;

import io.github.plausible4j.admin.Secret;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Tells whether a secret is the same, and too little to find it out. */
final class Fingerprint {
  private static final int DIGITS = 12;

  private Fingerprint() {}

  static String of(Secret secret) {
    byte[] digest =
        CountingDigest.digest().digest(secret.reveal().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest).substring(0, DIGITS);
  }
}
