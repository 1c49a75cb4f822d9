package io.github.plausible4j.admin.internal.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords with bcrypt as Plausible does: version 2b, cost 12, and only the first 72 bytes
 * of a longer password. For internal use only.
 */
public final class PasswordHash {
  private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2B;
  private static final int COST = 12;

  private PasswordHash() {}

  public static String of(char[] password) {
    return BCrypt.with(VERSION, LongPasswordStrategies.truncate(VERSION))
        .hashToString(COST, password);
  }

  /** Whether the hash, of any bcrypt version and cost, belongs to this password. */
  public static boolean matches(char[] password, @Nullable String hash) {
    return hash != null
        && BCrypt.verifyer(VERSION, LongPasswordStrategies.truncate(VERSION))
            .verify(password, hash.getBytes(US_ASCII))
            .verified;
  }
}
