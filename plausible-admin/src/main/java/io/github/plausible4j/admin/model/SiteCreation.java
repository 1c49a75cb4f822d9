package io.github.plausible4j.admin.model;

import java.util.List;

/**
 * A site that exists now.
 *
 * @param outcome UNCHANGED if the owner already had it; it then keeps its timezone
 */
public record SiteCreation(ChangeOutcome outcome, SiteInfo site, List<String> changes)
    implements AdminResult {
  public SiteCreation {
    changes = List.copyOf(changes);
  }
}
