package io.github.plausible4j.admin;

import io.github.plausible4j.admin.internal.rules.DomainName;
import io.github.plausible4j.admin.internal.rules.ZoneName;
import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.internal.store.CustomProperties;
import io.github.plausible4j.admin.internal.store.DomainChange;
import io.github.plausible4j.admin.internal.store.GuestRows;
import io.github.plausible4j.admin.internal.store.Operations;
import io.github.plausible4j.admin.internal.store.ReportRows;
import io.github.plausible4j.admin.internal.store.SiteCreator;
import io.github.plausible4j.admin.internal.store.SiteMove;
import io.github.plausible4j.admin.internal.store.SiteRows;
import io.github.plausible4j.admin.internal.store.TeamRows;
import io.github.plausible4j.admin.internal.store.UserRows;
import io.github.plausible4j.admin.model.ChangeOutcome;
import io.github.plausible4j.admin.model.ChangeResult;
import io.github.plausible4j.admin.model.Guest;
import io.github.plausible4j.admin.model.GuestRole;
import io.github.plausible4j.admin.model.HonourListener;
import io.github.plausible4j.admin.model.NewUser;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.Report;
import io.github.plausible4j.admin.model.SiteCreation;
import io.github.plausible4j.admin.model.SiteDeletion;
import io.github.plausible4j.admin.model.SiteInfo;
import io.github.plausible4j.admin.model.UnsupportedSchemaException;
import io.github.plausible4j.admin.model.User;
import io.github.plausible4j.k8s.internal.http.Sleeper;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The sites of a server. Domains are normalized as in the application: lower case, without scheme,
 * {@code www.} and trailing slash. A change affects statistics at once and ingestion within 30
 * seconds. Thread-safe.
 */
public final class Sites {
  /** The server reloads changed sites every 30 seconds. */
  private static final Duration LOOK = Duration.ofSeconds(35);

  private static final Duration BETWEEN_CALLS = Duration.ofSeconds(5);

  private final Operations operations;
  private final Sleeper sleeper;

  Sites(Operations operations, Sleeper sleeper) {
    this.operations = operations;
    this.sleeper = sleeper;
  }

  /** All sites, by domain. */
  public List<SiteInfo> list() {
    return operations.read("sites.list", SiteRows::list);
  }

  public Optional<SiteInfo> find(String domain) {
    String normal = DomainName.sought(domain);
    return operations.read("sites.find", (tx, schema) -> SiteRows.find(tx, schema, normal));
  }

  /**
   * Creates a site in the owner's personal team, which is created if needed, or before 3.0 for the
   * user. A site that the owner already has is left unchanged.
   *
   * @throws RefusedException if there is no such user, if the site belongs to another owner, or if
   *     the domain belonged to another site in the last 72 hours
   */
  public SiteCreation create(String domain, ZoneId timezone, String ownerEmail) {
    String normal = DomainName.normalise(domain);
    String zone = ZoneName.of(timezone);
    return operations.write(
        "sites.create",
        normal,
        (tx, schema) -> SiteCreator.create(tx, schema, normal, zone, ownerEmail));
  }

  /**
   * Changes the domain of a site. Events with the old domain are still counted for 72 hours; events
   * with the new one are counted within 30 seconds. Query statistics with the new domain from now
   * on: the server answers a v2 query for the old domain with status 500, while v1 still works.
   *
   * @throws RefusedException if the new domain is taken, or belonged to another site in the last 72
   *     hours
   * @throws UnsupportedSchemaException before 2.0, which stores statistics by domain
   */
  public ChangeResult changeDomain(String domain, String newDomain) {
    String from = DomainName.sought(domain);
    String to = DomainName.normalise(newDomain);
    return operations.write(
        "sites.changeDomain",
        from,
        (tx, schema) -> {
          requireChange(schema, "sites.changeDomain");
          return DomainChange.change(tx, schema, from, to);
        });
  }

  /**
   * Undoes a change of the domain within 72 hours: the site gets its former domain back.
   *
   * @param domain the domain that the site has now
   * @throws RefusedException if the site has no former domain
   */
  public ChangeResult restoreDomain(String domain) {
    String normal = DomainName.sought(domain);
    return operations.write(
        "sites.restoreDomain",
        normal,
        (tx, schema) -> {
          requireChange(schema, "sites.restoreDomain");
          Optional<SiteInfo> site = SiteRows.lock(tx, schema, normal);
          if (site.isEmpty()) {
            return DomainChange.changedFrom(tx, normal)
                ? ChangeResult.unchanged()
                : ChangeResult.notFound();
          }
          String former =
              site.get()
                  .formerDomain()
                  .orElseThrow(
                      () ->
                          new RefusedException(
                              normal
                                  + " has no former domain; after 72 hours call"
                                  + " sites().changeDomain"));
          return DomainChange.change(tx, schema, normal, former);
        });
  }

  /**
   * Moves a site to another owner: to that user's personal team, or before 3.0 to the user. Goals,
   * shared links, plugin tokens and guests move with it; the result lists API keys that lose access
   * to the site. The move affects statistics at once and events within 30 seconds.
   *
   * @throws RefusedException if there is no such user
   */
  public ChangeResult moveTo(String domain, String newOwnerEmail) {
    String normal = DomainName.sought(domain);
    return operations.write(
        "sites.moveTo",
        normal,
        (tx, schema) -> SiteMove.toOwner(tx, schema, normal, newOwnerEmail));
  }

  /**
   * Moves a site to a team, otherwise as {@link #moveTo(String, String)}.
   *
   * @throws RefusedException if there is no such team
   * @throws UnsupportedSchemaException before 3.0
   */
  public ChangeResult moveTo(String domain, UUID team) {
    String normal = DomainName.sought(domain);
    return operations.write(
        "sites.moveTo",
        normal,
        (tx, schema) -> {
          TeamRows.require(schema, "sites.moveTo");
          return SiteMove.toTeam(tx, schema, normal, team);
        });
  }

  /**
   * Assigns a team to a site that lost its team. The server drops the site's events until it
   * notices the new team, within 30 seconds.
   *
   * @throws RefusedException if there is no such team, or the site belongs to another team
   * @throws UnsupportedSchemaException before 3.0, where sites belong to users
   */
  public ChangeResult adopt(String domain, UUID team) {
    String normal = DomainName.sought(domain);
    return operations.write(
        "sites.adopt",
        normal,
        (tx, schema) -> {
          TeamRows.require(schema, "sites.adopt");
          return SiteMove.adopt(tx, schema, normal, team);
        });
  }

  /**
   * The users who see this site without being members of its team, or before 3.0 without owning it.
   */
  public List<Guest> guests(String domain) {
    String normal = DomainName.sought(domain);
    return operations.read(
        "sites.guests",
        (tx, schema) -> {
          Optional<SiteInfo> site = SiteRows.find(tx, schema, normal);
          return site.isEmpty() ? List.of() : GuestRows.list(tx, schema, site.get());
        });
  }

  /**
   * Gives a user access to one site, without an invitation. An existing guest gets the new role.
   *
   * @throws RefusedException if there is no such user, or the user sees the site as a member
   */
  public ChangeResult addGuest(String domain, String email, GuestRole role) {
    return withUser(
        "sites.addGuest",
        domain,
        email,
        (tx, schema, site, user) -> GuestRows.set(tx, schema, site, user, role));
  }

  /**
   * Removes a guest's access to a site; UNCHANGED for a user who is not a guest.
   *
   * @throws RefusedException if there is no such user
   */
  public ChangeResult removeGuest(String domain, String email) {
    return withUser("sites.removeGuest", domain, email, GuestRows::remove);
  }

  /** The email addresses that get a report about a site; empty if nobody gets it. */
  public List<String> reportRecipients(String domain, Report report) {
    String normal = DomainName.sought(domain);
    return operations.read(
        "sites.reportRecipients",
        (tx, schema) -> {
          ReportRows.require(schema, report, "sites.reportRecipients");
          Optional<SiteInfo> site = SiteRows.find(tx, schema, normal);
          return site.isEmpty()
              ? List.of()
              : ReportRows.recipients(tx, schema, report, site.get().id());
        });
  }

  /**
   * Replaces the recipients of a report about a site.
   *
   * @param recipients any email addresses; empty to send the report to nobody
   */
  public ChangeResult sendReports(String domain, Report report, List<String> recipients) {
    List<String> emails = recipients.stream().map(NewUser::checkedEmail).distinct().toList();
    return change(
        "sites.sendReports",
        domain,
        report + " sent to " + emails.size() + " recipients",
        (tx, schema, site) -> {
          ReportRows.require(schema, report, "sites.sendReports");
          return ReportRows.set(tx, schema, report, site.id(), emails) ? 1 : 0;
        });
  }

  /** Changes the time zone of a site, also for past events. */
  public ChangeResult changeTimezone(String domain, ZoneId timezone) {
    String zone = ZoneName.of(timezone);
    return change(
        "sites.changeTimezone",
        domain,
        "timezone set to " + zone,
        (tx, schema, site) ->
            tx.update(
                "UPDATE sites SET timezone = ?, updated_at = "
                    + Timestamps.NOW
                    + " WHERE id = ? AND timezone <> ?",
                zone,
                site.id(),
                zone));
  }

  /** Sets whether everybody can read the statistics. */
  public ChangeResult changeVisibility(String domain, boolean isPublic) {
    return change(
        "sites.changeVisibility",
        domain,
        isPublic ? "statistics made public" : "statistics made private",
        (tx, schema, site) ->
            tx.update(
                "UPDATE sites SET public = ?, updated_at = "
                    + Timestamps.NOW
                    + " WHERE id = ? AND public <> ?",
                isPublic,
                site.id(),
                isPublic));
  }

  /**
   * Limits the events that a site accepts in each period. Further events are dropped; 0 drops all
   * events.
   *
   * @param period whole seconds, at least one
   * @throws UnsupportedSchemaException before 2.0, which cannot limit a site
   */
  public ChangeResult limitIngestion(String domain, int events, Duration period) {
    if (events < 0 || period.toSeconds() < 1 || period.toSeconds() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Ingestion limit of "
              + events
              + " events in "
              + period
              + " is not valid; use 0 or more events and a period of at least one second");
    }
    int seconds = Math.toIntExact(period.toSeconds());
    return limit(
        "sites.limitIngestion",
        domain,
        events,
        seconds,
        "limited to " + events + " events in " + seconds + " s");
  }

  /** Removes the ingestion limit of a site. */
  public ChangeResult unlimitIngestion(String domain) {
    return limit("sites.unlimitIngestion", domain, null, 60, "limit removed");
  }

  /**
   * Sets the custom properties that the dashboard offers for filters and breakdowns; all others are
   * stored but not shown. An empty list removes this choice.
   *
   * @throws UnsupportedSchemaException before 2.0, which has no custom properties
   */
  public ChangeResult allowProperties(String domain, List<String> names) {
    CustomProperties.check(names);
    String normal = DomainName.sought(domain);
    String[] wanted = names.stream().distinct().toArray(String[]::new);
    return operations.write(
        "sites.allowProperties",
        normal,
        (tx, schema) -> CustomProperties.allow(tx, schema, normal, wanted));
  }

  /**
   * Deletes a site with its goals, links and tokens. Its statistics in ClickHouse stay. The server
   * can take up to 15 minutes to notice: until then it answers events with 202 and drops them
   * without a header. {@link #deleteEndingTraffic} waits until the server has noticed.
   */
  public SiteDeletion delete(String domain) {
    String normal = DomainName.sought(domain);
    return operations.write(
        "sites.delete",
        normal,
        (tx, schema) -> {
          Optional<SiteInfo> site = SiteRows.lock(tx, schema, normal);
          return site.isEmpty()
              ? SiteDeletion.notFound()
              : SiteRows.delete(tx, schema, site.get().id());
        });
  }

  /**
   * Limits a site to 0 events, waits 35 seconds until the server has noticed, and deletes the site
   * as {@link #delete} does. When this returns, the server accepts no more events of the site and
   * says so in a header of its answers. A preview does not wait.
   *
   * @param listener called during the wait
   * @throws UnsupportedSchemaException before 2.0, which cannot end the traffic of a site
   */
  public SiteDeletion deleteEndingTraffic(String domain, HonourListener listener) {
    ChangeResult ended = limitIngestion(domain, 0, Duration.ofSeconds(60));
    if (ended.outcome() == ChangeOutcome.NOT_FOUND) {
      return SiteDeletion.notFound();
    }
    if (!operations.isPreview()) {
      await(listener);
    }
    return delete(domain).withEndedTraffic();
  }

  private void await(HonourListener listener) {
    Duration waited = Duration.ZERO;
    while (waited.compareTo(LOOK) < 0) {
      listener.waiting(waited, LOOK);
      sleeper.sleep(
          BETWEEN_CALLS,
          e ->
              new RefusedException(
                  "Interrupted while waiting for the server's caches; the changes so far remain;"
                      + " call again"));
      waited = waited.plus(BETWEEN_CALLS);
    }
  }

  private ChangeResult limit(
      String operation, String domain, @Nullable Integer events, int seconds, String change) {
    return change(
        operation,
        domain,
        change,
        (tx, schema, site) -> {
          schema.require(
              "sites",
              "ingest_rate_limit_threshold",
              operation,
              "limits for a site came with release 2.0");
          return tx.update(
              "UPDATE sites SET ingest_rate_limit_threshold = ?::integer,"
                  + " ingest_rate_limit_scale_seconds = ?, updated_at = "
                  + Timestamps.NOW
                  + " WHERE id = ? AND (ingest_rate_limit_threshold,"
                  + " ingest_rate_limit_scale_seconds) IS DISTINCT FROM (?::integer, ?)",
              events,
              seconds,
              site.id(),
              events,
              seconds);
        });
  }

  /** Updates one locked site and returns the number of changed rows. */
  @FunctionalInterface
  interface SiteUpdate {
    long of(Transaction tx, Schema schema, SiteInfo site) throws SQLException;
  }

  private ChangeResult change(
      String operation, String domain, String whatChanged, SiteUpdate update) {
    String normal = DomainName.sought(domain);
    return operations.write(
        operation,
        normal,
        (tx, schema) -> {
          Optional<SiteInfo> site = SiteRows.lock(tx, schema, normal);
          if (site.isEmpty()) {
            return ChangeResult.notFound();
          }
          return update.of(tx, schema, site.get()) > 0
              ? ChangeResult.changed(whatChanged)
              : ChangeResult.unchanged();
        });
  }

  private static void requireChange(Schema schema, String operation) {
    schema.require(
        "sites",
        "domain_changed_from",
        operation,
        "this release stores statistics by domain, so they would remain under the old domain");
  }

  @FunctionalInterface
  private interface UserChange {
    ChangeResult of(Transaction tx, Schema schema, SiteInfo site, User user) throws SQLException;
  }

  private ChangeResult withUser(String operation, String domain, String email, UserChange change) {
    String normal = DomainName.sought(domain);
    return operations.write(
        operation,
        normal,
        (tx, schema) -> {
          Optional<SiteInfo> site = SiteRows.lock(tx, schema, normal);
          return site.isEmpty()
              ? ChangeResult.notFound()
              : change.of(tx, schema, site.get(), UserRows.lockExisting(tx, schema, email));
        });
  }
}
