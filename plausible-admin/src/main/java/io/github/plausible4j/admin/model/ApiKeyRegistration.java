package io.github.plausible4j.admin.model;

import java.util.List;

/** A key of the caller's own that is valid now; UNCHANGED when it was before. */
public record ApiKeyRegistration(ChangeOutcome outcome, ApiKey details, List<String> changes)
    implements AdminResult {
  public ApiKeyRegistration {
    changes = List.copyOf(changes);
  }
}
