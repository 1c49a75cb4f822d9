package io.github.plausible4j.k8s.stack;

import java.util.Objects;

/**
 * The first user, who is created when the stack is applied. The e-mail address counts as verified.
 * If the user already exists, name and password are not changed.
 *
 * @param email the address to log in with
 * @param name the name that Plausible shows
 * @param password where the password comes from; Plausible requires 12 to 128 characters (6 to 64
 *     before 1.5)
 */
public record AdminUser(String email, String name, SecretSource password) {
  /** Requires all parts to be non-null. */
  public AdminUser {
    Objects.requireNonNull(email, "email");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(password, "password");
  }

  /**
   * Creates a user with a generated password, which is stored in the Secret {@code <stack>-admin}
   * under the key {@code password}. The name is the part of the address before the at sign.
   */
  public static AdminUser of(String email) {
    Objects.requireNonNull(email, "email");
    int at = email.indexOf('@');
    return new AdminUser(email, at > 0 ? email.substring(0, at) : email, SecretSource.generated());
  }

  /** Returns a copy with another name. */
  public AdminUser withName(String newName) {
    return new AdminUser(email, newName, password);
  }

  /** Returns a copy with a password from another source. */
  public AdminUser withPassword(SecretSource source) {
    return new AdminUser(email, name, source);
  }
}
