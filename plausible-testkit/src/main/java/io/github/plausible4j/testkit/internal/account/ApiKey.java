package io.github.plausible4j.testkit.internal.account;

import java.util.List;

/**
 * The permissions of an API key, without the key itself. For internal use only.
 *
 * @param id identifies the key in counters
 * @param owner the account whose sites it can access
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
