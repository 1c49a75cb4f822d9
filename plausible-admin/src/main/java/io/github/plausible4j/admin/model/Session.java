package io.github.plausible4j.admin.model;

import java.time.Instant;

/**
 * A browser that is logged in.
 *
 * @param endsAt when it ends unless it is used again
 */
public record Session(long id, String email, String device, Instant lastUsedAt, Instant endsAt) {}
