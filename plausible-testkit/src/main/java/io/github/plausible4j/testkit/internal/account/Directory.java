package io.github.plausible4j.testkit.internal.account;

import org.jspecify.annotations.Nullable;

/** Finds sites and keys. Thread-safe. For internal use only. */
public interface Directory {
  /** The site that takes events for this domain, or null. Upper and lower case differ. */
  @Nullable Site site(String domain);

  /** The key, or null for one that was never made or is revoked. */
  @Nullable ApiKey key(String rawKey);

  /** The site of this domain if the key reaches it, else null. */
  @Nullable Site siteOf(ApiKey key, String domain);

  /** The site that a plugin token opens, or null. */
  @Nullable Site siteOfToken(String pluginToken);

  /** Adds a plugin token of a site. */
  void addToken(String rawToken, String domain);
}
