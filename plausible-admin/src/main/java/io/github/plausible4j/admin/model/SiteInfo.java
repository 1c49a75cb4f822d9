package io.github.plausible4j.admin.model;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A site as stored.
 *
 * @param timezone by its IANA name
 * @param formerDomain the domain before a change in the last 72 hours; its events are still counted
 * @param teamId the team that owns it; empty before 3.0, and for a site that lost its team, whose
 *     events are dropped until {@code sites().adopt} assigns one
 */
public record SiteInfo(
    long id,
    String domain,
    String timezone,
    boolean isPublic,
    Optional<String> formerDomain,
    OptionalLong teamId,
    Instant createdAt) {}
