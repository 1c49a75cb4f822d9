package io.github.plausible4j.admin.internal.rotation;

import at.favre.lib.crypto.bcrypt.BCrypt;

/** The hash of a password that is there before a test begins: of the lowest cost, which is fast. */
final class FastHash {
  private FastHash() {}

  static String of(String password) {
    return BCrypt.with(BCrypt.Version.VERSION_2B).hashToString(4, password.toCharArray());
  }
}
