package io.github.plausible4j.admin.internal.store;

import io.github.plausible4j.admin.internal.crypto.PluginTokenHash;
import io.github.plausible4j.admin.internal.crypto.RandomTexts;
import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.RowReader;
import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.model.MintedPluginToken;
import io.github.plausible4j.admin.model.PluginToken;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads and writes tokens of the plugins API. For internal use only. */
public final class PluginTokenRows {
  private static final String SELECT =
      "SELECT id, description, hint, inserted_at, last_used_at FROM plugins_api_tokens"
          + " WHERE site_id = ?";
  private static final RowReader<PluginToken> READER =
      row ->
          new PluginToken(
              row.getObject("id", UUID.class),
              row.getString("description"),
              row.getString("hint"),
              Timestamps.read(row, "inserted_at"),
              Timestamps.readNullable(row, "last_used_at"));

  private PluginTokenRows() {}

  public static void require(Schema schema, String operation) {
    schema.requireTable("plugins_api_tokens", operation, "the plugins API came with release 2.1.0");
  }

  public static List<PluginToken> list(Transaction tx, long site) throws SQLException {
    return tx.list(SELECT + " ORDER BY inserted_at, id", READER, site);
  }

  /** Finds a token of a site by its description. */
  public static Optional<PluginToken> find(Transaction tx, long site, String description)
      throws SQLException {
    return tx.first(SELECT + " AND description = ?", READER, site, description);
  }

  public static MintedPluginToken mint(Transaction tx, long site, String description)
      throws SQLException {
    String token = RandomTexts.pluginToken();
    UUID id = UUID.randomUUID();
    tx.update(
        "INSERT INTO plugins_api_tokens (id, site_id, token_hash, hint, description, inserted_at,"
            + " updated_at) VALUES (?, ?, ?, ?, ?, "
            + Timestamps.NOW
            + ", "
            + Timestamps.NOW
            + ")",
        id,
        site,
        PluginTokenHash.of(token),
        PluginTokenHash.hint(token),
        description);
    return new MintedPluginToken(
        tx.first(SELECT + " AND id = ?", READER, site, id).orElseThrow(), SecretValue.of(token));
  }
}
