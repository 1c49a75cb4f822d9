package io.github.plausible4j.admin;

import java.util.List;

/**
 * What came of verifying every user.
 *
 * @param verified how many users were not verified before
 */
public record BulkVerification(long verified) implements AdminResult {
  @Override
  public Outcome outcome() {
    return verified == 0 ? Outcome.UNCHANGED : Outcome.CHANGED;
  }

  @Override
  public List<String> changes() {
    return verified == 0 ? List.of() : List.of(verified + " email addresses verified");
  }
}
