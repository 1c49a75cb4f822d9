package io.github.plausible4j.admin.model;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * An API key as stored, without the key.
 *
 * @param prefix the first six characters of the key
 * @param scopes as stored, such as {@code stats:read:*}
 * @param teamId the team whose sites the key can read; empty for all sites of the user
 */
public record ApiKey(
    long id,
    String email,
    String name,
    String prefix,
    List<String> scopes,
    OptionalLong teamId,
    Instant createdAt) {
  public ApiKey {
    scopes = List.copyOf(scopes);
  }
}
