package io.github.plausible4j.admin.internal.schema;

import io.github.plausible4j.admin.model.SchemaGeneration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The columns that operations need in every release of a generation. An operation that needs
 * another column checks for it.
 */
final class KnownColumns {
  private static final Map<String, Set<String>> EVERYWHERE =
      tables(
          "users", "id email name password_hash email_verified inserted_at updated_at",
          "sites", "id domain timezone public inserted_at updated_at",
          "api_keys", "id user_id name key_prefix key_hash scopes inserted_at updated_at");

  private static final Map<String, Set<String>> MEMBERSHIPS =
      tables("site_memberships", "id site_id user_id role inserted_at updated_at");

  private static final Map<String, Set<String>> SINCE_2 =
      tables(
          "users", "totp_enabled totp_secret totp_token totp_last_used_at",
          "sites",
              "domain_changed_from domain_changed_at ingest_rate_limit_threshold"
                  + " ingest_rate_limit_scale_seconds allowed_event_props",
          "email_activation_codes", "id user_id code issued_at",
          "totp_recovery_codes", "id user_id code_digest inserted_at");

  private static final Map<String, Set<String>> TEAMS =
      tables(
          "sites", "team_id",
          "teams",
              "id name identifier hourly_api_request_limit accept_traffic_until"
                  + " trial_expiry_date setup_complete inserted_at updated_at",
          "team_memberships", "id user_id team_id role is_autocreated inserted_at updated_at",
          "api_keys", "team_id",
          "user_sessions", "id user_id token device last_used_at timeout_at inserted_at",
          "plugins_api_tokens", "id site_id token_hash hint description inserted_at updated_at",
          "goals", "id site_id event_name page_path display_name inserted_at updated_at",
          "shared_links", "id site_id slug name password_hash inserted_at updated_at");

  private KnownColumns() {}

  static Map<String, Set<String>> of(SchemaGeneration generation) {
    return switch (generation) {
      case RELEASE_2021 -> join(EVERYWHERE, MEMBERSHIPS);
      case RELEASE_2 -> join(EVERYWHERE, MEMBERSHIPS, SINCE_2);
      case RELEASE_3, UNKNOWN -> join(EVERYWHERE, SINCE_2, TEAMS);
    };
  }

  private static Map<String, Set<String>> tables(String... namesAndColumns) {
    Map<String, Set<String>> tables = new HashMap<>();
    for (int i = 0; i < namesAndColumns.length; i += 2) {
      tables.put(
          namesAndColumns[i], Set.copyOf(Arrays.asList(namesAndColumns[i + 1].split(" ", -1))));
    }
    return tables;
  }

  @SafeVarargs
  private static Map<String, Set<String>> join(Map<String, Set<String>>... parts) {
    Map<String, Set<String>> joined = new HashMap<>();
    for (Map<String, Set<String>> part : parts) {
      part.forEach((name, table) -> joined.merge(name, table, KnownColumns::union));
    }
    return joined;
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> columns = new HashSet<>(one);
    columns.addAll(other);
    return columns;
  }
}
