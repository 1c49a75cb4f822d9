package io.github.plausible4j.testkit.internal.account;

import java.util.List;

/**
 * What an API key may do. It never holds the key itself. For internal use only.
 *
 * @param id names the key in counters
 * @param owner the account whose sites it reaches
 * @param team the only team whose sites it can access; 0 for all sites of the owner
 * @param scopes for example {@code stats:read:*}
 * @param hourlyLimit requests an hour
 */
public record ApiKey(String id, String owner, long team, List<String> scopes, long hourlyLimit) {
  public ApiKey {
    scopes = List.copyOf(scopes);
  }

  /** Whether the key may change sites, not only read them. */
  public boolean mayProvision() {
    return scopes.stream().anyMatch(scope -> scope.startsWith("sites:provision:"));
  }
}
