package io.github.plausible4j.admin;

import io.github.plausible4j.admin.internal.rules.DomainName;
import io.github.plausible4j.admin.internal.rules.TextRules;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.internal.store.Operations;
import io.github.plausible4j.admin.internal.store.PluginTokenRows;
import io.github.plausible4j.admin.internal.store.SiteRows;
import io.github.plausible4j.admin.model.ChangeResult;
import io.github.plausible4j.admin.model.MintedPluginToken;
import io.github.plausible4j.admin.model.PluginToken;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.SiteInfo;
import io.github.plausible4j.admin.model.UnsupportedSchemaException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Tokens of the plugins API, each for one site. They do not depend on SECRET_KEY_BASE and work at
 * once. Thread-safe.
 */
public final class PluginTokens {
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
          PluginTokenRows.require(schema, "pluginTokens.list");
          Optional<SiteInfo> site = SiteRows.find(tx, schema, normal);
          return site.isEmpty() ? List.of() : PluginTokenRows.list(tx, site.get().id());
        });
  }

  /**
   * Creates a token for a site. Descriptions are unique per site, so a repeated run does not create
   * more tokens.
   *
   * @throws RefusedException if there is no such site, or it has a token with this description
   * @throws UnsupportedSchemaException before 2.1, which has no plugins API
   */
  public MintedPluginToken mint(String domain, String description) {
    String normal = DomainName.sought(domain);
    TextRules.check("description", description, TextRules.LONGEST);
    return operations.write(
        "pluginTokens.mint",
        normal,
        (tx, schema) -> {
          PluginTokenRows.require(schema, "pluginTokens.mint");
          SiteInfo site = SiteRows.lockExisting(tx, schema, normal);
          refuseSecond(tx, site, description);
          return PluginTokenRows.mint(tx, site.id(), description);
        });
  }

  /** Revokes a token by its id. */
  public ChangeResult revoke(UUID id) {
    return operations.write(
        "pluginTokens.revoke",
        "token " + id,
        (tx, schema) -> {
          PluginTokenRows.require(schema, "pluginTokens.revoke");
          return tx.update("DELETE FROM plugins_api_tokens WHERE id = ?", id) > 0
              ? ChangeResult.changed("plugin token revoked")
              : ChangeResult.notFound();
        });
  }

  private static void refuseSecond(Transaction tx, SiteInfo site, String description)
      throws SQLException {
    Optional<PluginToken> same = PluginTokenRows.find(tx, site.id(), description);
    if (same.isPresent()) {
      throw new RefusedException(
          site.domain()
              + " already has a token \""
              + description
              + "\" (ends with "
              + same.get().hint()
              + "); revoke it first, or use another description");
    }
  }
}
