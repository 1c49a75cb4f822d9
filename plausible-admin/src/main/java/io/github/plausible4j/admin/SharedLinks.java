package io.github.plausible4j.admin;

import io.github.plausible4j.admin.internal.crypto.PasswordHash;
import io.github.plausible4j.admin.internal.crypto.RandomTexts;
import io.github.plausible4j.admin.internal.rules.DomainName;
import io.github.plausible4j.admin.internal.rules.TextRules;
import io.github.plausible4j.admin.internal.sql.RowReader;
import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.internal.store.Operations;
import io.github.plausible4j.admin.internal.store.SiteRows;
import io.github.plausible4j.admin.model.ChangeOutcome;
import io.github.plausible4j.admin.model.ChangeResult;
import io.github.plausible4j.admin.model.SharedLinkCreation;
import io.github.plausible4j.admin.model.SharedLinkInfo;
import io.github.plausible4j.admin.model.SiteInfo;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Links by which people without an account read the statistics of a site. Thread-safe. */
public final class SharedLinks {
  private static final String SELECT =
      "SELECT id, name, slug, password_hash IS NOT NULL AS protected FROM shared_links"
          + " WHERE site_id = ?";
  private static final RowReader<SharedLinkInfo> READER =
      row ->
          new SharedLinkInfo(
              row.getLong("id"),
              row.getString("name"),
              SecretValue.of(row.getString("slug")),
              row.getBoolean("protected"));

  private final Operations operations;

  SharedLinks(Operations operations) {
    this.operations = operations;
  }

  /** The links by name; empty when there is no such site. */
  public List<SharedLinkInfo> list(String domain) {
    String normal = DomainName.sought(domain);
    return operations.read(
        "sharedLinks.list",
        (tx, schema) -> {
          Optional<SiteInfo> site = SiteRows.find(tx, schema, normal);
          return site.isEmpty()
              ? List.of()
              : tx.list(SELECT + " ORDER BY name", READER, site.get().id());
        });
  }

  /** Creates a link without a password; one of that name is left as it is. */
  public SharedLinkCreation create(String domain, String name) {
    return create(domain, name, (String) null);
  }

  /**
   * Creates a link that asks for a password; one of that name is left as it is.
   *
   * @param password is wiped
   */
  public SharedLinkCreation create(String domain, String name, char[] password) {
    try {
      if (password.length == 0) {
        throw new IllegalArgumentException("The password is empty; give one, or leave it out");
      }
      return create(domain, name, PasswordHash.of(password));
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** Deletes a link by its id; its address stops working at once. */
  public ChangeResult delete(String domain, long link) {
    String normal = DomainName.sought(domain);
    return operations.write(
        "sharedLinks.delete",
        normal,
        (tx, schema) -> {
          Optional<SiteInfo> site = SiteRows.lock(tx, schema, normal);
          return site.isPresent()
                  && tx.update(
                          "DELETE FROM shared_links WHERE id = ? AND site_id = ?",
                          link,
                          site.get().id())
                      > 0
              ? ChangeResult.changed("shared link deleted")
              : ChangeResult.notFound();
        });
  }

  private SharedLinkCreation create(String domain, String name, @Nullable String passwordHash) {
    String normal = DomainName.sought(domain);
    TextRules.check("name", name, TextRules.LONGEST);
    return operations.write(
        "sharedLinks.create",
        normal,
        (tx, schema) -> {
          SiteInfo site = SiteRows.lockExisting(tx, schema, normal);
          Optional<SharedLinkInfo> existing = find(tx, site, name);
          if (existing.isPresent()) {
            return new SharedLinkCreation(ChangeOutcome.UNCHANGED, existing.get(), List.of());
          }
          tx.update(
              "INSERT INTO shared_links (site_id, slug, name, password_hash, inserted_at,"
                  + " updated_at) VALUES (?, ?, ?, ?::varchar, "
                  + Timestamps.NOW
                  + ", "
                  + Timestamps.NOW
                  + ")",
              site.id(),
              RandomTexts.nanoId(),
              name,
              passwordHash);
          return new SharedLinkCreation(
              ChangeOutcome.CHANGED,
              find(tx, site, name).orElseThrow(),
              List.of("shared link \"" + name + "\" created"));
        });
  }

  private static Optional<SharedLinkInfo> find(Transaction tx, SiteInfo site, String name)
      throws SQLException {
    return tx.first(SELECT + " AND name = ?", READER, site.id(), name);
  }
}
