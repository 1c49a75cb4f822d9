package io.github.plausible4j.admin.model;

import java.util.List;

/** A shared link that is there now; UNCHANGED when one of that name was there before. */
public record SharedLinkCreation(ChangeOutcome outcome, SharedLinkInfo link, List<String> changes)
    implements AdminResult {
  public SharedLinkCreation {
    changes = List.copyOf(changes);
  }
}
