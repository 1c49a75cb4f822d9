package io.github.plausible4j.testkit.internal.account;

import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A site as configured. For internal use only.
 *
 * @param id what its events are stored under; it stays when the domain changes
 * @param domain its name everywhere
 * @param formerDomain accepted as well for 72 hours after a change
 * @param owner the account that it belongs to
 * @param team the team that it belongs to; 0 for the owner's only one
 * @param locked whether its statistics are locked because there is no subscription
 * @param acceptsTraffic false once the account's time is over
 * @param statsStart the first day of its statistics; null for the day of the first event
 */
public record Site(
    String id,
    String domain,
    @Nullable String formerDomain,
    ZoneId timezone,
    String owner,
    long team,
    boolean acceptsTraffic,
    boolean locked,
    Shield shield,
    @Nullable IngestLimit ingestLimit,
    @Nullable LocalDate statsStart,
    SiteContents contents) {}
