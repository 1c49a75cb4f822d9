package io.github.plausible4j.admin.postgres;

import io.github.plausible4j.admin.model.SchemaGeneration;

/**
 * A small server's content: me@example.org, unverified and logged in once, with two-factor
 * authentication (TOTP) where there are any, owner of blog.example.com, which has one of
 * everything; and you@example.org, who has nothing.
 */
public final class SampleData {
  public static final String SECRET_KEY_BASE =
      "As0fZsJlUpuFYSthRjT5Yflg/NlxkFKPRro72xMXLF8yInZ60s6xGGXYVqml+XN1";

  private static final String FURTHER_ROWS =
      "INSERT INTO google_auth (user_id, email, refresh_token, access_token, expires, site_id,"
          + " inserted_at, updated_at) VALUES (1, 'me@gmail.example', 'r', 'a', now(), 1, now(),"
          + " now())";

  private SampleData() {}

  public static TestDatabase in(PostgresMajor major, SchemaGeneration generation) {
    TestDatabase database = TestDatabase.of(major, generation);
    database.run(everywhere(generation));
    database.run(FURTHER_ROWS);
    switch (generation) {
      case RELEASE_2021 ->
          database.run(
              "UPDATE email_verification_codes SET user_id = 1, issued_at = now()"
                  + " WHERE code = 1234");
      case RELEASE_2 -> database.run(since2());
      case RELEASE_3 -> database.run(since2() + since3());
      case UNKNOWN -> throw new IllegalArgumentException("nothing to fill");
    }
    return database;
  }

  private static String everywhere(SchemaGeneration generation) {
    String past = "'2026-01-02 03:04:05'";
    boolean named = generation != SchemaGeneration.RELEASE_2021;
    return "INSERT INTO users (email, name, password_hash, inserted_at, updated_at) VALUES"
        + " ('Me@example.org', 'Me', '$2b$12$unknown', "
        + past
        + ", "
        + past
        + "),"
        + " ('you@example.org', 'You', NULL, "
        + past
        + ", "
        + past
        + ");"
        + "INSERT INTO sites (domain, timezone, inserted_at, updated_at) VALUES"
        + " ('blog.example.com', 'Etc/UTC', "
        + past
        + ", "
        + past
        + ");"
        + "INSERT INTO goals ("
        + (named ? "site_id, display_name" : "domain")
        + ", event_name, inserted_at, updated_at) VALUES ("
        + (named ? "1, 'Old'" : "'blog.example.com'")
        + ", 'Old', "
        + past
        + ", "
        + past
        + ");"
        + "INSERT INTO shared_links (site_id, slug, name, inserted_at, updated_at) VALUES"
        + " (1, 'abcdefghijklmnopqrstu', 'old link', "
        + past
        + ", "
        + past
        + ");"
        + "INSERT INTO api_keys (user_id, name, key_prefix, key_hash, scopes, inserted_at,"
        + " updated_at) VALUES (1, 'old key', 'oldkey', 'aa', '{stats:read:*}', "
        + past
        + ", "
        + past
        + ");"
        + (generation == SchemaGeneration.RELEASE_3
            ? ""
            : "INSERT INTO site_memberships (site_id, user_id, inserted_at, updated_at) VALUES"
                + " (1, 1, "
                + past
                + ", "
                + past
                + ");");
  }

  private static String since2() {
    return "UPDATE sites SET ingest_rate_limit_threshold = 1000;UPDATE users SET totp_enabled ="
        + " true, totp_secret = '\\x01', totp_token = 'trusted' WHERE id = 1;INSERT INTO"
        + " totp_recovery_codes (user_id, code_digest, inserted_at) VALUES (1, '\\x01',"
        + " now());INSERT INTO email_activation_codes (user_id, code, issued_at) VALUES (1,"
        + " '1234', now());INSERT INTO user_sessions (user_id, token, device, last_used_at,"
        + " timeout_at, inserted_at) VALUES (1, '\\x0102', 'Firefox', now(), now(),"
        + " now());INSERT INTO site_imports (site_id, source, status, start_date,"
        + " end_date, inserted_at, updated_at) VALUES"
        + " (1, 'csv', 'failed', '2025-01-01', '2025-02-01', now(), now());"
        + "INSERT INTO oban_jobs (worker, args, errors) VALUES"
        + " ('Plausible.Workers.ImportAnalytics', '{\"import_id\": 1}',"
        + " ARRAY['{\"attempt\": 1, \"error\": \"bad header\\nstack\"}'::jsonb]);"
        + "INSERT INTO plugins_api_tokens (id, site_id, token_hash, hint,"
        + " description, inserted_at, updated_at) VALUES"
        + " ('00000000-0000-0000-0000-000000000001', 1, '\\x01', 'hint', 'old token', now(),"
        + " now());";
  }

  private static String since3() {
    return "INSERT INTO teams (identifier, name, accept_traffic_until, inserted_at, updated_at)"
        + " VALUES ('00000000-0000-0000-0000-000000000001', 'Mine', '2026-01-01', now(), now());"
        + "INSERT INTO team_memberships (team_id, user_id, role, is_autocreated, inserted_at,"
        + " updated_at) VALUES (1, 1, 'owner', true, now(), now());"
        + "UPDATE sites SET team_id = 1;";
  }
}
