package io.github.plausible4j.admin;

import io.github.plausible4j.admin.internal.rules.DomainName;
import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.RowReader;
import io.github.plausible4j.admin.internal.store.Operations;
import io.github.plausible4j.admin.internal.store.SiteRows;
import io.github.plausible4j.admin.model.ChangeResult;
import io.github.plausible4j.admin.model.ImportInfo;
import io.github.plausible4j.admin.model.SiteInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Statistics imported into sites from other tools. Thread-safe. */
public final class Imports {
  private static final RowReader<ImportInfo> READER =
      row ->
          new ImportInfo(
              row.getLong("id"),
              row.getString("source"),
              row.getString("status"),
              row.getObject("start_date", LocalDate.class),
              row.getObject("end_date", LocalDate.class),
              Optional.ofNullable(row.getString("failure")));

  private final Operations operations;

  Imports(Operations operations) {
    this.operations = operations;
  }

  /**
   * The imports of a site, the oldest first, with the reason of each failure, which the dashboard
   * does not show. The server deletes reasons some days after the failure.
   *
   * @throws io.github.plausible4j.admin.model.UnsupportedSchemaException before 2.1, which stores a
   *     single import in the row of the site
   */
  public List<ImportInfo> list(String domain) {
    String normal = DomainName.sought(domain);
    return operations.read(
        "imports.list",
        (tx, schema) -> {
          requireImports(schema, "imports.list");
          Optional<SiteInfo> site = SiteRows.find(tx, schema, normal);
          return site.isEmpty()
              ? List.of()
              : tx.list(
                  select(schema) + " WHERE i.site_id = ? ORDER BY i.id", READER, site.get().id());
        });
  }

  /**
   * Deletes an import, so that the dashboard no longer shows its statistics. Its rows in ClickHouse
   * stay but are not counted.
   */
  public ChangeResult delete(String domain, long id) {
    String normal = DomainName.sought(domain);
    return operations.write(
        "imports.delete",
        normal,
        (tx, schema) -> {
          requireImports(schema, "imports.delete");
          Optional<SiteInfo> site = SiteRows.lock(tx, schema, normal);
          return site.isPresent()
                  && tx.update(
                          "DELETE FROM site_imports WHERE id = ? AND site_id = ?",
                          id,
                          site.get().id())
                      > 0
              ? ChangeResult.changed("import deleted")
              : ChangeResult.notFound();
        });
  }

  /** Reads each import with the first line of the error of its last job, cut to 300 characters. */
  private static String select(Schema schema) {
    String failure =
        schema.hasTable("oban_jobs")
            ? "(SELECT left(split_part(j.errors[array_upper(j.errors, 1)]->>'error', E'\\n"
                + "', 1), 300) FROM oban_jobs j WHERE j.worker ="
                + " 'Plausible.Workers.ImportAnalytics' AND j.args->>'import_id' = i.id::text"
                + " ORDER BY j.id DESC LIMIT 1)"
            : "NULL::text";
    return "SELECT i.id, i.source, i.status, i.start_date, i.end_date, "
        + failure
        + " AS failure FROM site_imports i";
  }

  private static void requireImports(Schema schema, String operation) {
    schema.requireTable(
        "site_imports", operation, "imports have a separate table since release 2.1.0");
  }
}
