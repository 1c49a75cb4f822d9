package io.github.plausible4j.admin.internal.store;

import io.github.plausible4j.admin.internal.crypto.RandomTexts;
import io.github.plausible4j.admin.internal.sql.RowReader;
import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.model.ChangeOutcome;
import io.github.plausible4j.admin.model.SharedLinkCreation;
import io.github.plausible4j.admin.model.SharedLinkInfo;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes shared links. For internal use only. */
public final class SharedLinkRows {
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

  private SharedLinkRows() {}

  public static List<SharedLinkInfo> list(Transaction tx, long site) throws SQLException {
    return tx.list(SELECT + " ORDER BY name", READER, site);
  }

  /** Creates a link. An existing link with that name is left unchanged. */
  public static SharedLinkCreation create(
      Transaction tx, long site, String name, @Nullable String passwordHash) throws SQLException {
    Optional<SharedLinkInfo> existing = find(tx, site, name);
    if (existing.isPresent()) {
      return new SharedLinkCreation(ChangeOutcome.UNCHANGED, existing.get(), List.of());
    }
    tx.update(
        "INSERT INTO shared_links (site_id, slug, name, password_hash, inserted_at, updated_at)"
            + " VALUES (?, ?, ?, ?::varchar, "
            + Timestamps.NOW
            + ", "
            + Timestamps.NOW
            + ")",
        site,
        RandomTexts.nanoId(),
        name,
        passwordHash);
    return new SharedLinkCreation(
        ChangeOutcome.CHANGED,
        find(tx, site, name).orElseThrow(),
        List.of("shared link \"" + name + "\" created"));
  }

  public static boolean delete(Transaction tx, long site, long link) throws SQLException {
    return tx.update("DELETE FROM shared_links WHERE id = ? AND site_id = ?", link, site) > 0;
  }

  private static Optional<SharedLinkInfo> find(Transaction tx, long site, String name)
      throws SQLException {
    return tx.first(SELECT + " AND name = ?", READER, site, name);
  }
}
