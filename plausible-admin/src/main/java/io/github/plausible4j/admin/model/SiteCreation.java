package io.github.plausible4j.admin.model;

import java.util.List;

/**
 * A site that is there now.
 *
 * @param outcome UNCHANGED when the owner had it before; its timezone is then as it was
 */
public record SiteCreation(ChangeOutcome outcome, SiteInfo site, List<String> changes)
    implements AdminResult {
  public SiteCreation {
    changes = List.copyOf(changes);
  }
}
