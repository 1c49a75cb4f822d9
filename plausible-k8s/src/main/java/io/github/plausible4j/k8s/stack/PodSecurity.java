package io.github.plausible4j.k8s.stack;

/** The Pod Security levels that a stack can comply with. */
public enum PodSecurity {
  /** No root, no capabilities, no privilege escalation, the runtime's seccomp profile. */
  RESTRICTED("restricted"),
  /**
   * Allows root, as {@link OwnershipStrategy#CHOWN_INIT} and {@link MailSpec#bundled()} need it.
   */
  BASELINE("baseline");

  private final String label;

  PodSecurity(String label) {
    this.label = label;
  }

  /** The value of the label {@code pod-security.kubernetes.io/enforce}. */
  public String label() {
    return label;
  }

  /** The strictest level under which all pods of a stack are admitted. */
  static PodSecurity neededBy(PlausibleStack stack) {
    boolean root =
        stack.mail() instanceof MailSpec.Bundled
            || stack.volumes().all().stream()
                .anyMatch(volume -> volume.storage().ownership() == OwnershipStrategy.CHOWN_INIT);
    return root ? BASELINE : RESTRICTED;
  }
}
