package io.github.plausible4j.admin;

import java.util.List;

/** What came of verifying an email address. */
public enum Verification implements AdminResult {
  VERIFIED(Outcome.CHANGED, List.of("email address verified")),
  ALREADY_VERIFIED(Outcome.UNCHANGED, List.of()),
  NO_SUCH_USER(Outcome.NOT_FOUND, List.of());

  private final Outcome outcome;

  @SuppressWarnings("ImmutableEnumChecker") // Made by List.of above.
  private final List<String> changes;

  Verification(Outcome outcome, List<String> changes) {
    this.outcome = outcome;
    this.changes = changes;
  }

  @Override
  public Outcome outcome() {
    return outcome;
  }

  @Override
  public List<String> changes() {
    return changes;
  }
}
