package io.github.plausible4j.k8s.stack;

/**
 * Who may register after the first user. The first user can always register, so a stack should have
 * an {@link AdminUser} before it is exposed.
 */
public enum Registration {
  /** Everybody who knows the address. */
  OPEN("false"),
  /** People whom a user invited. This is Plausible's own default since 2.1.4. */
  INVITE_ONLY("invite_only"),
  /** Nobody. */
  CLOSED("true");

  private final String disableRegistration;

  Registration(String disableRegistration) {
    this.disableRegistration = disableRegistration;
  }

  /** The value of the variable DISABLE_REGISTRATION. */
  public String disableRegistration() {
    return disableRegistration;
  }
}
