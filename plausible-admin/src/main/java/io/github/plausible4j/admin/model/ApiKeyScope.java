package io.github.plausible4j.admin.model;

/** A permission of an API key. */
public enum ApiKeyScope {
  /** Reads statistics. Every key can do this. */
  STATS_READ("stats:read:*"),
  /** Uses the sites API, in editions that have one. */
  SITES_PROVISION("sites:provision:*");

  private final String stored;

  ApiKeyScope(String stored) {
    this.stored = stored;
  }

  /** The scope as the database stores it, such as {@code stats:read:*}. */
  public String stored() {
    return stored;
  }
}
