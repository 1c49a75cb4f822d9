package io.github.plausible4j.admin.model;

/** What an API key may do. */
public enum ApiKeyScope {
  /** Statistics; every key may read them. */
  STATS_READ("stats:read:*"),
  /** The sites API, where the edition has one. */
  SITES_PROVISION("sites:provision:*");

  private final String stored;

  ApiKeyScope(String stored) {
    this.stored = stored;
  }

  /** As the database has it, such as {@code stats:read:*}. */
  public String stored() {
    return stored;
  }
}
