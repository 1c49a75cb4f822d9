package io.github.plausible4j.admin;

import io.github.plausible4j.admin.internal.rules.DomainName;
import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.internal.store.CustomProperties;
import io.github.plausible4j.admin.internal.store.Operations;
import io.github.plausible4j.admin.internal.store.SiteCreator;
import io.github.plausible4j.admin.internal.store.SiteRows;
import io.github.plausible4j.admin.model.ChangeResult;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.SiteCreation;
import io.github.plausible4j.admin.model.SiteDeletion;
import io.github.plausible4j.admin.model.SiteInfo;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sites of a server. Domains are normalised as the application does it: lower-case, without
 * scheme, {@code www.} and slash at the end. Ingestion notices a change within thirty seconds,
 * statistics at once. Thread-safe.
 */
public final class Sites {
  private final Operations operations;

  Sites(Operations operations) {
    this.operations = operations;
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
   * Creates a site in the owner's personal team, which is created when there is none; before 3.0
   * for the user. A site that the owner has already is left as it is.
   *
   * @throws RefusedException if there is no such user, if the site belongs to another owner, or if
   *     the domain was another site's within 72 hours
   */
  public SiteCreation create(String domain, ZoneId timezone, String ownerEmail) {
    String normal = DomainName.normalise(domain);
    String zone = zoneName(timezone);
    return operations.write(
        "sites.create",
        normal,
        (tx, schema) -> SiteCreator.create(tx, schema, normal, zone, ownerEmail));
  }

  /**
   * Gives a site another domain. Both count for 72 hours; the server then forgets the old one.
   *
   * @throws RefusedException if the new domain is taken, or was another site's within 72 hours
   * @throws UnsupportedSchemaException before 2.0, where statistics are kept by domain
   */
  public ChangeResult changeDomain(String domain, String newDomain) {
    String from = DomainName.sought(domain);
    String to = DomainName.normalise(newDomain);
    return operations.write(
        "sites.changeDomain",
        from,
        (tx, schema) -> {
          schema.require(
              "sites",
              "domain_changed_from",
              "sites.changeDomain",
              "statistics are kept by domain and would stay behind");
          return changeDomain(tx, schema, from, to);
        });
  }

  /** Changes the zone in which days begin; past events are counted in it too. */
  public ChangeResult changeTimezone(String domain, ZoneId timezone) {
    String zone = zoneName(timezone);
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

  /** Sets whether everybody may read the statistics. */
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
   * Accepts at most so many events in each period; what is above is dropped, and 0 drops all.
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
              + " is not possible; give 0 or more events and a period of at least one second");
    }
    int seconds = Math.toIntExact(period.toSeconds());
    return limit(
        "sites.limitIngestion",
        domain,
        events,
        seconds,
        "limited to " + events + " events in " + seconds + " s");
  }

  /** Takes the limit of a site away. */
  public ChangeResult unlimitIngestion(String domain) {
    return limit("sites.unlimitIngestion", domain, null, 60, "limit taken away");
  }

  /**
   * Names the custom properties that the dashboard offers for filters and breakdowns; all others
   * are stored but not shown. An empty list takes the choice back.
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

  /** Deletes a site with its goals, links and tokens. Its statistics in ClickHouse stay. */
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

  /** One update of one site, which is locked before; it returns the number of changed rows. */
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

  private static ChangeResult changeDomain(Transaction tx, Schema schema, String from, String to)
      throws SQLException {
    Optional<SiteInfo> site = SiteRows.lock(tx, schema, from);
    Optional<SiteInfo> taken = SiteRows.find(tx, schema, to);
    if (site.isEmpty()) {
      boolean done = taken.isPresent() && taken.get().formerDomain().equals(Optional.of(from));
      return done ? ChangeResult.unchanged() : ChangeResult.notFound();
    }
    if (from.equals(to)) {
      return ChangeResult.unchanged();
    }
    if (taken.isPresent()) {
      throw new RefusedException(
          "\"" + to + "\" is the domain of another site; choose another, or delete that site");
    }
    if (!site.get().formerDomain().equals(Optional.of(to))) {
      SiteCreator.refuseFormerDomain(tx, schema, to);
    }
    tx.update(
        "UPDATE sites SET domain = ?, domain_changed_from = ?, domain_changed_at = "
            + Timestamps.NOW
            + ", updated_at = "
            + Timestamps.NOW
            + " WHERE id = ?",
        to,
        from,
        site.get().id());
    return ChangeResult.changed("domain changed to " + to + "; both count for 72 hours");
  }

  /**
   * The application knows zones by their IANA names, and UTC as Etc/UTC. Java knows further ones,
   * such as UTC+02:00, at which the dashboard would fail.
   */
  private static String zoneName(ZoneId zone) {
    String id = zone.getId();
    if (id.equals("Z") || id.equals("UTC")) {
      return "Etc/UTC";
    }
    if (!ZoneId.getAvailableZoneIds().contains(id) || id.startsWith("SystemV/")) {
      throw new IllegalArgumentException(
          "timezone " + id + " has no name in the IANA database; give one such as Europe/Berlin");
    }
    return id;
  }
}
