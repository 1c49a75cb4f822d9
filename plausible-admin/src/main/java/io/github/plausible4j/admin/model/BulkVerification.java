package io.github.plausible4j.admin.model;

import java.util.List;

/**
 * The result of verifying all users.
 *
 * @param verified how many users were not verified before
 */
public record BulkVerification(long verified) implements AdminResult {
  @Override
  public ChangeOutcome outcome() {
    return verified == 0 ? ChangeOutcome.UNCHANGED : ChangeOutcome.CHANGED;
  }

  @Override
  public List<String> changes() {
    return verified == 0 ? List.of() : List.of(verified + " email addresses verified");
  }
}
