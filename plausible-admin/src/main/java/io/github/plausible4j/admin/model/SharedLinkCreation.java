package io.github.plausible4j.admin.model;

import java.util.List;

/** A shared link that exists now; UNCHANGED if a link with that name existed before. */
public record SharedLinkCreation(ChangeOutcome outcome, SharedLinkInfo link, List<String> changes)
    implements AdminResult {
  public SharedLinkCreation {
    changes = List.copyOf(changes);
  }
}
