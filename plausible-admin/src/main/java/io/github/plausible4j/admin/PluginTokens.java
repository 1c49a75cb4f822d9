package io.github.plausible4j.admin;

import io.github.plausible4j.admin.internal.crypto.PluginTokenHash;
import io.github.plausible4j.admin.internal.crypto.RandomTexts;
import io.github.plausible4j.admin.internal.rules.DomainName;
import io.github.plausible4j.admin.internal.rules.TextRules;
import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.RowReader;
import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.internal.store.Operations;
import io.github.plausible4j.admin.internal.store.SiteRows;
import io.github.plausible4j.admin.model.ChangeResult;
import io.github.plausible4j.admin.model.MintedPluginToken;
import io.github.plausible4j.admin.model.PluginToken;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.SiteInfo;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Tokens of the plugins API, each for one site. They do not depend on SECRET_KEY_BASE and work at
 * once. Thread-safe.
 */
public final class PluginTokens {
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

  private final Operations operations;

  PluginTokens(Operations operations) {
    this.operations = operations;
  }

  /** The tokens of a site, in order of creation; empty when there is no such site. */
  public List<PluginToken> list(String domain) {
    String normal = DomainName.sought(domain);
    return operations.read(
        "pluginTokens.list",
        (tx, schema) -> {
          requireTokens(schema, "pluginTokens.list");
          Optional<SiteInfo> site = SiteRows.find(tx, schema, normal);
          return site.isEmpty()
              ? List.of()
              : tx.list(SELECT + " ORDER BY inserted_at, id", READER, site.get().id());
        });
  }

  /**
   * Makes a token for a site. A description is given once to a site, so that a repeated run does
   * not leave a trail of tokens.
   *
   * @throws RefusedException if there is no such site, or it has a token of this description
   * @throws UnsupportedSchemaException before 2.1, which has no plugins API
   */
  public MintedPluginToken mint(String domain, String description) {
    String normal = DomainName.sought(domain);
    TextRules.check("description", description, TextRules.LONGEST);
    String token = RandomTexts.pluginToken();
    return operations.write(
        "pluginTokens.mint",
        normal,
        (tx, schema) -> {
          requireTokens(schema, "pluginTokens.mint");
          SiteInfo site = SiteRows.lockExisting(tx, schema, normal);
          refuseSecond(tx, site, description);
          UUID id = UUID.randomUUID();
          tx.update(
              "INSERT INTO plugins_api_tokens (id, site_id, token_hash, hint, description,"
                  + " inserted_at, updated_at) VALUES (?, ?, ?, ?, ?, "
                  + Timestamps.NOW
                  + ", "
                  + Timestamps.NOW
                  + ")",
              id,
              site.id(),
              PluginTokenHash.of(token),
              PluginTokenHash.hint(token),
              description);
          return new MintedPluginToken(
              tx.first(SELECT + " AND id = ?", READER, site.id(), id).orElseThrow(),
              SecretValue.of(token));
        });
  }

  /** Revokes a token by its id. */
  public ChangeResult revoke(UUID id) {
    return operations.write(
        "pluginTokens.revoke",
        "token " + id,
        (tx, schema) -> {
          requireTokens(schema, "pluginTokens.revoke");
          return tx.update("DELETE FROM plugins_api_tokens WHERE id = ?", id) > 0
              ? ChangeResult.changed("plugin token revoked")
              : ChangeResult.notFound();
        });
  }

  private static void refuseSecond(Transaction tx, SiteInfo site, String description)
      throws SQLException {
    Optional<PluginToken> same =
        tx.first(SELECT + " AND description = ?", READER, site.id(), description);
    if (same.isPresent()) {
      throw new RefusedException(
          site.domain()
              + " has a token \""
              + description
              + "\" already (ends with "
              + same.get().hint()
              + "); revoke it first, or give another description");
    }
  }

  private static void requireTokens(Schema schema, String operation) {
    schema.requireTable("plugins_api_tokens", operation, "the plugins API came with release 2.1.0");
  }
}
