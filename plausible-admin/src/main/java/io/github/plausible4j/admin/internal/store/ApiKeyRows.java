package io.github.plausible4j.admin.internal.store;

import io.github.plausible4j.admin.internal.crypto.ApiKeyHash;
import io.github.plausible4j.admin.internal.rules.TextRules;
import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.RowReader;
import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.model.ApiKey;
import io.github.plausible4j.admin.model.ApiKeyScope;
import io.github.plausible4j.admin.model.User;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads and writes API keys on every generation of the schema. For internal use only. */
public final class ApiKeyRows {
  private static final RowReader<ApiKey> READER =
      row ->
          new ApiKey(
              row.getLong("id"),
              row.getString("email"),
              row.getString("name"),
              row.getString("key_prefix"),
              Arrays.asList((String[]) row.getArray("scopes").getArray()),
              row.getObject("team") == null
                  ? OptionalLong.empty()
                  : OptionalLong.of(row.getLong("team")),
              Timestamps.read(row, "inserted_at"));

  private ApiKeyRows() {}

  public static List<ApiKey> list(Transaction tx, Schema schema) throws SQLException {
    return tx.list(select(schema) + " ORDER BY k.id", READER);
  }

  public static List<ApiKey> list(Transaction tx, Schema schema, String email) throws SQLException {
    return tx.list(
        select(schema) + " WHERE u.email = ?::citext ORDER BY k.id",
        READER,
        TextRules.sought("email", email));
  }

  public static Optional<ApiKey> findByHash(Transaction tx, Schema schema, String hash)
      throws SQLException {
    return tx.first(select(schema) + " WHERE k.key_hash = ?", READER, hash);
  }

  /** Inserts a key; false if it exists already. */
  public static boolean insert(
      Transaction tx,
      Schema schema,
      User user,
      String name,
      List<ApiKeyScope> scopes,
      String hash,
      String key)
      throws SQLException {
    List<@Nullable Object> values =
        new ArrayList<>(
            List.of(
                user.id(),
                name,
                ApiKeyHash.prefix(key),
                hash,
                scopes.stream().map(ApiKeyScope::stored).toArray(String[]::new)));
    String column = "";
    if (schema.has("api_keys", "team_id")) {
      column = ", team_id";
      values.add(KeyTeam.of(tx, user));
    } else if (schema.has("api_keys", "hourly_request_limit")) {
      column = ", hourly_request_limit";
      values.add(PersonalTeam.HOURLY_REQUESTS);
    }
    return tx.update(
            "INSERT INTO api_keys (inserted_at, updated_at, user_id, name, key_prefix, key_hash,"
                + " scopes"
                + column
                + ") VALUES ("
                + Timestamps.NOW
                + ", "
                + Timestamps.NOW
                + ", ?, ?, ?, ?, ?"
                + (column.isEmpty() ? "" : ", ?::bigint")
                + ") ON CONFLICT DO NOTHING",
            values.toArray())
        > 0;
  }

  private static String select(Schema schema) {
    return "SELECT k.id, u.email, k.name, k.key_prefix, k.scopes, k.inserted_at, "
        + (schema.has("api_keys", "team_id") ? "k.team_id" : "NULL::bigint")
        + " AS team FROM api_keys k JOIN users u ON u.id = k.user_id";
  }
}
