package io.github.plausible4j.testkit.internal.account;

import org.jspecify.annotations.Nullable;

/** Finds sites and keys. Thread-safe. For internal use only. */
public interface Directory {
  /** The site that accepts events for this domain, or null. Case matters. */
  @Nullable Site site(String domain);

  /** The key; null if it does not exist or is revoked. */
  @Nullable ApiKey key(String rawKey);

  /** The site of this domain; null if the key has no access to it. */
  @Nullable Site siteOf(ApiKey key, String domain);

  /** The site of a plugin token, or null. */
  @Nullable Site siteOfToken(String pluginToken);

  /** Adds a plugin token of a site. */
  void addToken(String rawToken, String domain);
}
