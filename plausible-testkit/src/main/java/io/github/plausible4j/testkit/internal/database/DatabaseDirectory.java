package io.github.plausible4j.testkit.internal.database;

import io.github.plausible4j.testkit.internal.account.ApiKey;
import io.github.plausible4j.testkit.internal.account.Directory;
import io.github.plausible4j.testkit.internal.account.IngestLimit;
import io.github.plausible4j.testkit.internal.account.RequestLimits;
import io.github.plausible4j.testkit.internal.account.Shield;
import io.github.plausible4j.testkit.internal.account.Site;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Sites, API keys and plugin tokens of a Plausible database, read at each request, so that changes
 * apply at once. Requires the schema of Community Edition 3. Thread-safe. For internal use only.
 */
public final class DatabaseDirectory implements Directory {
  private static final Duration FORMER_DOMAIN = Duration.ofDays(3);
  private static final String SITE =
      "SELECT s.id, s.domain, s.domain_changed_from, s.timezone, s.team_id, s.stats_start_date,"
          + " s.ingest_rate_limit_threshold, s.ingest_rate_limit_scale_seconds,"
          + " t.accept_traffic_until, t.locked"
          + " FROM sites s JOIN teams t ON t.id = s.team_id";
  private static final String NAMED =
      " WHERE (s.domain = ? OR (s.domain_changed_from = ? AND s.domain_changed_at > ?))";

  private final Sql sql;
  private final Clock clock;
  private final KeyHash keyHash;

  /**
   * @param secretKeyBase the secret with which the server hashes API keys; null rejects all keys
   */
  public DatabaseDirectory(DataSource database, @Nullable String secretKeyBase, Clock clock) {
    this.sql = new Sql(database);
    this.clock = clock;
    this.keyHash = new KeyHash(secretKeyBase);
  }

  @Override
  public @Nullable Site site(String domain) {
    return sql.first(this::readSite, SITE + NAMED, domain, domain, formerDomainsSince());
  }

  @Override
  public @Nullable ApiKey key(String rawKey) {
    String hash = keyHash.of(rawKey);
    return hash == null
        ? null
        : sql.first(
            DatabaseDirectory::readKey,
            "SELECT k.id, k.user_id, k.team_id, k.scopes, t.hourly_api_request_limit"
                + " FROM api_keys k LEFT JOIN teams t ON t.id = k.team_id WHERE k.key_hash = ?",
            hash);
  }

  @Override
  public @Nullable Site siteOf(ApiKey key, String domain) {
    return sql.first(
        this::readSite,
        SITE
            + NAMED
            + " AND (? = 0 OR s.team_id = ?)"
            + " AND EXISTS (SELECT 1 FROM team_memberships m"
            + " LEFT JOIN guest_memberships g ON g.team_membership_id = m.id AND g.site_id = s.id"
            + " WHERE m.team_id = s.team_id AND m.user_id = ?"
            + " AND (m.role <> 'guest' OR g.id IS NOT NULL))",
        domain,
        domain,
        formerDomainsSince(),
        key.team(),
        key.team(),
        Long.valueOf(key.owner()));
  }

  @Override
  public @Nullable Site siteOfToken(String pluginToken) {
    return sql.first(
        this::readSite,
        SITE + " JOIN plugins_api_tokens p ON p.site_id = s.id WHERE p.token_hash = ?",
        (Object) KeyHash.ofToken(pluginToken));
  }

  @Override
  public void addToken(String rawToken, String domain) {
    int added =
        sql.update(
            "INSERT INTO plugins_api_tokens"
                + " (id, site_id, token_hash, hint, description, inserted_at, updated_at)"
                + " SELECT ?, id, ?, ?, 'test server', ?, ? FROM sites WHERE domain = ?",
            UUID.randomUUID(),
            KeyHash.ofToken(rawToken),
            rawToken.substring(Math.max(0, rawToken.length() - 4)),
            now(),
            now(),
            domain);
    if (added == 0) {
      throw new IllegalArgumentException("the database has no site " + domain + "; create it");
    }
  }

  private LocalDateTime now() {
    return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private LocalDateTime formerDomainsSince() {
    return now().minus(FORMER_DOMAIN);
  }

  private Site readSite(ResultSet row) throws SQLException {
    Date acceptsUntil = row.getDate("accept_traffic_until");
    Date statsStart = row.getDate("stats_start_date");
    Integer limit = row.getObject("ingest_rate_limit_threshold", Integer.class);
    return new Site(
        "site " + row.getLong("id"),
        row.getString("domain"),
        row.getString("domain_changed_from"),
        ZoneId.of(row.getString("timezone")),
        Long.toString(row.getLong("team_id")),
        row.getLong("team_id"),
        acceptsUntil == null || !acceptsUntil.toLocalDate().isBefore(now().toLocalDate()),
        row.getBoolean("locked"),
        Shield.NONE,
        limit == null
            ? null
            : new IngestLimit(
                limit, Duration.ofSeconds(row.getLong("ingest_rate_limit_scale_seconds"))),
        statsStart == null ? null : statsStart.toLocalDate(),
        new DatabaseContents(sql, row.getLong("id"), this::now));
  }

  private static ApiKey readKey(ResultSet row) throws SQLException {
    long team = row.getLong("team_id");
    boolean teamless = row.wasNull();
    Array scopes = row.getArray("scopes");
    return new ApiKey(
        "key " + row.getLong("id"),
        Long.toString(row.getLong("user_id")),
        team,
        scopes == null ? List.of() : List.of((String[]) scopes.getArray()),
        teamless ? RequestLimits.UNLIMITED : row.getLong("hourly_api_request_limit"));
  }
}
