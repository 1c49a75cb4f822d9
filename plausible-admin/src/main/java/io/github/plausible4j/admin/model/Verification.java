package io.github.plausible4j.admin.model;

import java.util.List;

/** The result of verifying an email address. */
public enum Verification implements AdminResult {
  VERIFIED(ChangeOutcome.CHANGED, List.of("email address verified")),
  ALREADY_VERIFIED(ChangeOutcome.UNCHANGED, List.of()),
  NO_SUCH_USER(ChangeOutcome.NOT_FOUND, List.of());

  private final ChangeOutcome outcome;

  @SuppressWarnings("ImmutableEnumChecker") // Made by List.of above.
  private final List<String> changes;

  Verification(ChangeOutcome outcome, List<String> changes) {
    this.outcome = outcome;
    this.changes = changes;
  }

  @Override
  public ChangeOutcome outcome() {
    return outcome;
  }

  @Override
  public List<String> changes() {
    return changes;
  }
}
