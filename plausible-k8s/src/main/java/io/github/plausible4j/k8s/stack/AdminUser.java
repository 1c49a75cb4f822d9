package io.github.plausible4j.k8s.stack;

import java.util.Objects;

/**
 * The first user, made with a verified e-mail address when the stack is applied. A user who is
 * there already keeps name and password.
 *
 * @param email the address to log in with
 * @param name the name that Plausible shows
 * @param password where the password comes from; Plausible asks for 12 to 128 characters
 */
public record AdminUser(String email, String name, SecretSource password) {
  /** All parts are needed. */
  public AdminUser {
    Objects.requireNonNull(email, "email");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(password, "password");
  }

  /**
   * A user named like the part of the address before the at sign, with a generated password in the
   * Secret {@code <stack>-admin}, key {@code password}.
   */
  public static AdminUser of(String email) {
    Objects.requireNonNull(email, "email");
    int at = email.indexOf('@');
    return new AdminUser(email, at > 0 ? email.substring(0, at) : email, SecretSource.generated());
  }

  /** The same user with another name. */
  public AdminUser withName(String newName) {
    return new AdminUser(email, newName, password);
  }

  /** The same user with a password from another source. */
  public AdminUser withPassword(SecretSource source) {
    return new AdminUser(email, name, source);
  }
}
