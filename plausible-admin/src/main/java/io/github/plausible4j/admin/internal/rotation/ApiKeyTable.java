package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.internal.crypto.ApiKeyHash;
import io.github.plausible4j.admin.internal.crypto.RandomTexts;
import io.github.plausible4j.admin.internal.sql.Database;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.rotation.RotationResult;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Updates API keys and sessions for a new SECRET_KEY_BASE. */
final class ApiKeyTable {
  private final Database database;

  ApiKeyTable(Database database) {
    this.database = database;
  }

  /** The comma-separated ids of the keys that are not known. */
  String idsWithout(KeyHashes known) throws SQLException {
    return database.transaction(
        false,
        tx ->
            String.join(
                ",",
                tx.list(
                    "SELECT id FROM api_keys WHERE key_hash <> ALL (?) ORDER BY id",
                    row -> row.getString(1),
                    (Object) known.oldArray())));
  }

  long sessions() throws SQLException {
    return database.transaction(
        false, tx -> hasSessions(tx) ? tx.count("SELECT count(*) FROM user_sessions") : 0L);
  }

  void endSessions() throws SQLException {
    database.transaction(true, tx -> hasSessions(tx) ? tx.update("DELETE FROM user_sessions") : 0L);
  }

  /**
   * Adds rows with the new hashes. Both hashes are valid for a while, so that no request fails
   * during the switch.
   */
  void copy(KeyHashes hashes) throws SQLException {
    database.transaction(
        true,
        tx -> {
          boolean teams = hasTeams(tx);
          String team = teams ? ", team_id" : "";
          return tx.update(
              "INSERT INTO api_keys (user_id, name, key_prefix, scopes, hourly_request_limit,"
                  + " inserted_at, updated_at, key_hash"
                  + team
                  + ") SELECT user_id, name,"
                  + " key_prefix, scopes, hourly_request_limit, inserted_at, updated_at,"
                  + " h.new_hash"
                  + team
                  + " FROM api_keys JOIN unnest(?::text[], ?::text[])"
                  + " AS h (old_hash, new_hash) ON key_hash = h.old_hash ON CONFLICT DO NOTHING",
              hashes.oldArray(),
              hashes.newArray());
        });
  }

  void deleteOld(KeyHashes hashes) throws SQLException {
    delete(hashes.oldArray());
  }

  void deleteNew(KeyHashes hashes) throws SQLException {
    delete(hashes.newArray());
  }

  /** Replaces keys in their rows. A repetition replaces them again. */
  List<RotationResult.ReplacedApiKey> remint(String ids, SecretValue secretKeyBase)
      throws SQLException {
    if (ids.isEmpty()) {
      return List.of();
    }
    Long[] dead = Arrays.stream(ids.split(",", -1)).map(Long::valueOf).toArray(Long[]::new);
    return database.transaction(
        true,
        tx -> {
          List<RotationResult.ReplacedApiKey> minted = new ArrayList<>();
          for (RotationResult.ReplacedApiKey key :
              tx.list(
                  "SELECT k.id, u.email, k.name FROM api_keys k JOIN users u ON u.id = k.user_id"
                      + " WHERE k.id = ANY (?) ORDER BY k.id FOR UPDATE OF k",
                  row ->
                      new RotationResult.ReplacedApiKey(
                          row.getLong(1),
                          row.getString(2),
                          row.getString(3),
                          SecretValue.of(RandomTexts.apiKey())),
                  (Object) dead)) {
            tx.update(
                "UPDATE api_keys SET key_prefix = ?, key_hash = ?, updated_at ="
                    + " date_trunc('second', now() AT TIME ZONE 'utc') WHERE id = ?",
                ApiKeyHash.prefix(key.key().reveal()),
                ApiKeyHash.of(secretKeyBase.reveal(), key.key().reveal()),
                key.id());
            minted.add(key);
          }
          return minted;
        });
  }

  private void delete(String[] hashes) throws SQLException {
    database.transaction(
        true, tx -> tx.update("DELETE FROM api_keys WHERE key_hash = ANY (?)", (Object) hashes));
  }

  private static boolean hasSessions(Transaction tx) throws SQLException {
    return tx.exists("SELECT 1 WHERE to_regclass('user_sessions') IS NOT NULL");
  }

  private static boolean hasTeams(Transaction tx) throws SQLException {
    return tx.exists(
        "SELECT 1 FROM pg_attribute WHERE attrelid = 'api_keys'::regclass"
            + " AND attname = 'team_id' AND NOT attisdropped");
  }
}
