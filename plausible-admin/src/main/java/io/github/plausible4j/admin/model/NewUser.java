package io.github.plausible4j.admin.model;

import io.github.plausible4j.admin.internal.rules.ProblemCollector;
import io.github.plausible4j.admin.internal.rules.TextRules;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A user to create. Holds a copy of the password until {@link #close} or {@code Users.create} wipes
 * it. Not thread-safe.
 */
public final class NewUser implements AutoCloseable {
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s\\p{Cc}\\p{Cs},@]+@[^\\s\\p{Cc}\\p{Cs},@]+");

  private final String email;
  private final String name;
  private final char[] password;
  private final boolean emailVerified;

  private NewUser(Builder builder) {
    this.email = builder.email;
    this.name = builder.name;
    this.password = builder.password;
    this.emailVerified = builder.emailVerified;
  }

  /** A verified user, named after the part of the address before the at sign. */
  public static NewUser of(String email, char[] password) {
    return builder(email, password).build();
  }

  /**
   * Starts a user with the required parts.
   *
   * @param password is copied and then wiped
   */
  public static Builder builder(String email, char[] password) {
    return new Builder(email, password);
  }

  /**
   * Checks an email address and removes white space around it.
   *
   * @throws IllegalArgumentException if it is not an email address
   */
  public static String checkedEmail(String email) {
    String address = email.strip();
    Optional<String> flaw = flaw(address);
    if (flaw.isPresent()) {
      throw new IllegalArgumentException(flaw.get());
    }
    return address;
  }

  private static Optional<String> flaw(String email) {
    return email.length() <= TextRules.LONGEST && EMAIL.matcher(email).matches()
        ? Optional.empty()
        : Optional.of(
            "email \""
                + TextRules.cut(email)
                + "\" is not an email address; use one such as me@example.org");
  }

  public String email() {
    return email;
  }

  public String name() {
    return name;
  }

  public boolean emailVerified() {
    return emailVerified;
  }

  public char[] password() {
    return password;
  }

  /** Wipes the password. */
  @Override
  public void close() {
    Arrays.fill(password, '\0');
  }

  @Override
  public String toString() {
    return "NewUser[" + email + "]";
  }

  /** Collects the parts of a {@link NewUser}. Not thread-safe. */
  public static final class Builder {
    private final String email;
    private final char[] password;
    private String name;
    private boolean emailVerified = true;

    private Builder(String email, char[] password) {
      this.email = email.strip();
      this.name = this.email.replaceFirst("@.*", "");
      this.password = password.clone();
      Arrays.fill(password, '\0');
    }

    /**
     * Sets the name that the dashboard shows; the part of the address before the at sign by
     * default.
     */
    public Builder name(String name) {
      this.name = name.strip();
      return this;
    }

    /** Sets whether the address counts as verified; true by default. */
    public Builder emailVerified(boolean emailVerified) {
      this.emailVerified = emailVerified;
      return this;
    }

    /**
     * Builds the user.
     *
     * @throws IllegalArgumentException if the address or the name cannot be stored; the password is
     *     then wiped. {@code Users.create} checks the password
     */
    public NewUser build() {
      ProblemCollector violations = new ProblemCollector();
      flaw(email).ifPresent(violations::add);
      TextRules.flaw("name", name, TextRules.LONGEST).ifPresent(violations::add);
      try {
        violations.throwIfAny();
      } catch (IllegalArgumentException e) {
        Arrays.fill(password, '\0');
        throw e;
      }
      return new NewUser(this);
    }
  }
}
