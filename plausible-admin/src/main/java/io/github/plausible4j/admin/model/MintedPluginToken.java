package io.github.plausible4j.admin.model;

import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.List;

/**
 * A new token of the plugins API. The token is in this value only: the database keeps a hash of it.
 * One that a preview minted is never valid.
 */
public record MintedPluginToken(PluginToken details, SecretValue token) implements AdminResult {
  @Override
  public ChangeOutcome outcome() {
    return ChangeOutcome.CHANGED;
  }

  @Override
  public List<String> changes() {
    return List.of("plugin token …" + details.hint() + " created");
  }
}
