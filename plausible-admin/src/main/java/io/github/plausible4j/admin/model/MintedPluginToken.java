package io.github.plausible4j.admin.model;

import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.List;

/**
 * A new token of the plugins API. Only this value contains the token: the database stores a hash of
 * it. A token from a preview is never valid.
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
