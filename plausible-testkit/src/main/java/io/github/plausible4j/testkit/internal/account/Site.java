package io.github.plausible4j.testkit.internal.account;

import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a site. For internal use only.
 *
 * @param id the key under which its events are stored; a change of the domain does not change it
 * @param domain its name in events and queries
 * @param formerDomain the previous domain, which is accepted for 72 hours after a change
 * @param owner the account that it belongs to
 * @param team the team that it belongs to; 0 for the only team of the owner
 * @param locked whether its statistics are locked because there is no subscription
 * @param acceptsTraffic false if the subscription of the account has ended
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
