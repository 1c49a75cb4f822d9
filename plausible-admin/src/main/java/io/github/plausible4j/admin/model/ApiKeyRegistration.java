package io.github.plausible4j.admin.model;

import java.util.List;

/** A key that the caller chose and that is valid now; UNCHANGED if it was valid before. */
public record ApiKeyRegistration(ChangeOutcome outcome, ApiKey details, List<String> changes)
    implements AdminResult {
  public ApiKeyRegistration {
    changes = List.copyOf(changes);
  }
}
