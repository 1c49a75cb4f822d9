package io.github.plausible4j.k8s.internal.database;

/**
 * Stops a migration beyond Plausible 2.0 while {@code events_v2} lacks events of the older table
 * {@code events}, which later releases do not read. It runs in Plausible's image with Plausible's
 * own connection to ClickHouse, and changes nothing. It passes if a later release has already
 * migrated the database. For internal use only.
 */
public final class NumericIdsCheck {
  /** The command that copies the events, from the release notes of Plausible 2.0. */
  private static final String COMMAND = "bin/plausible rpc Plausible.DataMigration.NumericIDs.run";

  /** The day after Plausible 2.0.0. A newer migration belongs to a later release. */
  private static final long LATER_RELEASE = 20230713000000L;

  private NumericIdsCheck() {}

  /** Returns the Elixir program. It contains no single quotes. The database must exist. */
  public static String program() {
    return """
    Application.load(:plausible)
    {:ok, _} = Application.ensure_all_started(:ssl)
    {:ok, missing, _} =
      Ecto.Migrator.with_repo(Plausible.IngestRepo, fn repo ->
        ask = fn sql -> hd(hd(repo.query!(sql, [], log: false).rows)) end
        exists? = fn table -> ask.("EXISTS TABLE " <> table) == 1 end
        newest =
          if exists?.("schema_migrations"),
            do: ask.("SELECT max(version) FROM schema_migrations"),
            else: 0
        cond do
          newest >= %d or not exists?.("events") -> 0
          exists?.("events_v2") -> ask.("SELECT count() - %s FROM events")
          true -> ask.("SELECT count() FROM events")
        end
      end)
    if missing > 0 do
      IO.puts(:stderr,
        "events_v2 lacks #{missing} of the events in the table events, and this release would" <>
        " lose them; while Plausible 2.0 runs, run: %s")
      System.halt(1)
    end
    """
        .formatted(LATER_RELEASE, COPIED, COMMAND);
  }

  /**
   * Counts the copied events: those that are newer than the last old event were never in the old
   * table.
   */
  private static final String COPIED =
      "(SELECT count() FROM events_v2 WHERE timestamp <= (SELECT max(timestamp) FROM events))";
}
