package io.github.plausible4j.admin.internal.store;

import io.github.plausible4j.admin.internal.rules.ProblemCollector;
import io.github.plausible4j.admin.internal.rules.TextRules;
import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.model.ChangeResult;
import io.github.plausible4j.admin.model.SiteInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Sets the custom properties that a site shows. For internal use only. */
public final class CustomProperties {
  private static final int MOST = 300;
  private static final int LONGEST = 300;

  private CustomProperties() {}

  public static void check(List<String> names) {
    ProblemCollector violations = new ProblemCollector();
    if (names.size() > MOST) {
      violations.add(names.size() + " properties are too many; use at most " + MOST);
    }
    for (String name : names) {
      TextRules.flaw("property \"" + name + "\"", name, LONGEST).ifPresent(violations::add);
    }
    violations.throwIfAny();
  }

  public static ChangeResult allow(Transaction tx, Schema schema, String domain, String[] names)
      throws SQLException {
    schema.require(
        "sites",
        "allowed_event_props",
        "sites.allowProperties",
        "custom properties came with release 2.0");
    Optional<SiteInfo> site = SiteRows.lock(tx, schema, domain);
    if (site.isEmpty()) {
      return ChangeResult.notFound();
    }
    String wanted = names.length == 0 ? "NULL::varchar[]" : "?::varchar[]";
    Object[] parameters =
        names.length == 0
            ? new Object[] {site.get().id()}
            : new Object[] {names, site.get().id(), names};
    long changed =
        tx.update(
            "UPDATE sites SET allowed_event_props = "
                + wanted
                + ", updated_at = "
                + Timestamps.NOW
                + " WHERE id = ? AND allowed_event_props IS DISTINCT FROM "
                + wanted,
            parameters);
    return changed > 0
        ? ChangeResult.changed(
            names.length == 0 ? "all properties shown" : names.length + " properties shown")
        : ChangeResult.unchanged();
  }
}
