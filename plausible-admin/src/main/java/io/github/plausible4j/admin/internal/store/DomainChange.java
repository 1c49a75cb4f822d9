package io.github.plausible4j.admin.internal.store;

import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.model.ChangeResult;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.SiteInfo;
import java.sql.SQLException;
import java.util.Optional;

/** Changes the domain of a site. For internal use only. */
public final class DomainChange {
  private DomainChange() {}

  /** Whether a site had this domain within the last 72 hours. */
  public static boolean changedFrom(Transaction tx, String domain) throws SQLException {
    return tx.exists("SELECT 1 FROM sites WHERE domain_changed_from = ?", domain);
  }

  public static ChangeResult change(Transaction tx, Schema schema, String from, String to)
      throws SQLException {
    Optional<SiteInfo> site = SiteRows.lock(tx, schema, from);
    Optional<SiteInfo> taken = SiteRows.find(tx, schema, to);
    if (site.isEmpty()) {
      boolean done = taken.isPresent() && taken.get().formerDomain().equals(Optional.of(from));
      return done ? ChangeResult.unchanged() : ChangeResult.notFound();
    }
    if (from.equals(to)) {
      return ChangeResult.unchanged();
    }
    if (taken.isPresent()) {
      throw new RefusedException(
          "\"" + to + "\" is the domain of another site; choose another, or delete that site");
    }
    if (!site.get().formerDomain().equals(Optional.of(to))) {
      SiteCreator.refuseFormerDomain(tx, schema, to);
    }
    tx.update(
        "UPDATE sites SET domain = ?, domain_changed_from = ?, domain_changed_at = "
            + Timestamps.NOW
            + ", updated_at = "
            + Timestamps.NOW
            + " WHERE id = ?",
        to,
        from,
        site.get().id());
    return ChangeResult.changed(
        "domain changed to " + to + "; events of both are counted for 72 hours",
        "query statistics with " + to + " from now on: v2 queries with " + from + " fail");
  }
}
