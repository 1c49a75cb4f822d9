package io.github.plausible4j.admin.model;

import java.time.Instant;

/**
 * A user as stored.
 *
 * @param twoFactorEnabled always false on a schema without two-factor authentication (TOTP)
 */
public record User(
    long id,
    String email,
    String name,
    boolean emailVerified,
    boolean twoFactorEnabled,
    Instant createdAt) {}
