package io.github.plausible4j.admin.model;

import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.List;

/**
 * A new API key. Only this value contains the key: the database stores a hash of it. A key from a
 * preview is never valid.
 */
public record MintedApiKey(ApiKey details, SecretValue key) implements AdminResult {
  @Override
  public ChangeOutcome outcome() {
    return ChangeOutcome.CHANGED;
  }

  @Override
  public List<String> changes() {
    return List.of("API key " + details.prefix() + "… created");
  }
}
