package io.github.plausible4j.admin.model;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A token of the plugins API as stored, without the token.
 *
 * @param hint the last four characters of the token
 */
public record PluginToken(
    UUID id, String description, String hint, Instant createdAt, Optional<Instant> lastUsedAt) {}
