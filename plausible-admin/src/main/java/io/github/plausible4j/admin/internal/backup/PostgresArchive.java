package io.github.plausible4j.admin.internal.backup;

import io.github.plausible4j.admin.backup.BackupListener;
import io.github.plausible4j.admin.backup.BackupPart;
import io.github.plausible4j.admin.backup.DatabaseHost;
import io.github.plausible4j.admin.backup.HostCommand;
import io.github.plausible4j.admin.backup.PostgresDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Backs up PostgreSQL in its custom archive format, with row counts to compare after a restore. */
final class PostgresArchive implements DatabaseArchive {
  static final String FILE = "postgresql.dump";

  private static final String OURS =
      " schemaname NOT LIKE 'pg\\_%' AND schemaname <> 'information_schema'";

  private static final Set<String> MADE_BY_ITSELF =
      Set.of(
          "public.schema_migrations",
          "public.salts",
          "public.oban_jobs",
          "public.oban_peers",
          "public.email_verification_codes");

  private static final Set<String> MADE_WITH_FIRST_USER =
      Set.of("public.users", "public.teams", "public.team_memberships", "public.user_sessions");

  private static final String EMPTYING =
      """
      DO $$
      DECLARE
        each record;
        owner text;
        everybody boolean;
      BEGIN
        SELECT pg_get_userbyid(nspowner), EXISTS (
            SELECT FROM aclexplode(coalesce(nspacl, acldefault('n', nspowner)))
              WHERE grantee = 0 AND privilege_type = 'CREATE')
          INTO owner, everybody FROM pg_namespace WHERE nspname = 'public';
        FOR each IN SELECT nspname FROM pg_namespace
          WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' LOOP
          EXECUTE format('DROP SCHEMA %I CASCADE', each.nspname);
        END LOOP;
        EXECUTE format('CREATE SCHEMA public AUTHORIZATION %I', coalesce(owner, current_user));
        GRANT USAGE ON SCHEMA public TO PUBLIC;
        IF everybody THEN
          GRANT CREATE ON SCHEMA public TO PUBLIC;
        END IF;
      END $$""";

  private final PostgresDatabase database;
  private final BackupListener listener;

  PostgresArchive(PostgresDatabase database, BackupListener listener) {
    this.database = database;
    this.listener = listener;
  }

  @Override
  public String kind() {
    return BackupPart.POSTGRESQL;
  }

  /**
   * Counts and dumps the same snapshot, so that writes of the application do not matter. Then the
   * server's own pg_restore reads the file, because a truncated archive looks like a shorter one.
   */
  @Override
  public BackupPart create(Path directory) throws IOException {
    listener.step("Saving " + database);
    try (PsqlSession session = new PsqlSession(database)) {
      session.ask("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
      String snapshot = session.ask("SELECT pg_export_snapshot()").get(0);
      PostgresContent content = PostgresContent.read(session);
      PartFile file = new PartFile(directory.resolve(FILE), listener);
      file.write(
          out ->
              Programs.run(
                  database.host(),
                  database.command("pg_dump", "--format=custom", "--snapshot=" + snapshot),
                  InputStream.nullInputStream(),
                  out),
          unfinished -> {
            listener.step("Reading " + FILE + " back");
            read(database.host(), unfinished);
          });
      return new BackupPart(
          BackupPart.POSTGRESQL,
          FILE,
          file.bytes(),
          file.sha256(),
          database.database(),
          content.serverVersion(),
          content.migrations(),
          content.rows(),
          true,
          content.owners());
    }
  }

  /** Reads the whole archive as a restore would, without writing it. */
  static void read(DatabaseHost host, Path file) throws IOException {
    HostCommand command = HostCommand.of("pg_restore", "--file=/dev/null");
    try (InputStream in = Files.newInputStream(file)) {
      Programs.run(
          host, command.readingBytes(Files.size(file)), in, OutputStream.nullOutputStream());
    }
  }

  @Override
  public List<String> obstacles(BackupPart part) throws IOException {
    List<String> found = new ArrayList<>();
    try (PsqlSession session = new PsqlSession(database)) {
      List<String> tables =
          session.ask(
              "SELECT schemaname || '.' || tablename FROM pg_tables WHERE" + OURS + " ORDER BY 1");
      if (!tables.isEmpty()) {
        found.add(
            database
                + " is not empty: it has "
                + tables.size()
                + " tables, such as "
                + tables.get(0)
                + "; drop and create that database, or restore into another one");
      }
      List<String> roles = session.ask("SELECT rolname FROM pg_roles");
      part.owners().stream()
          .filter(owner -> !roles.contains(owner))
          .forEach(
              owner ->
                  found.add(
                      database
                          + " has no role "
                          + owner
                          + ", which owns tables of the backup; create it first"));
    }
    return found;
  }

  @Override
  public Map<String, Long> data(Optional<String> firstUser) throws IOException {
    try (PsqlSession session = new PsqlSession(database)) {
      session.ask("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
      Map<String, Long> rows = new TreeMap<>(PostgresContent.read(session).rows());
      rows.values().removeIf(count -> count == 0);
      rows.keySet().removeAll(MADE_BY_ITSELF);
      boolean onlyFirst =
          firstUser.isPresent()
              && rows.containsKey("public.users")
              && session
                  .ask("SELECT lower(email) FROM public.users LIMIT 2")
                  .equals(List.of(firstUser.get().toLowerCase(Locale.ROOT)));
      if (onlyFirst) {
        rows.keySet().removeAll(MADE_WITH_FIRST_USER);
      }
      return rows;
    }
  }

  /** Empties the database in one transaction. The schema public keeps its owner. */
  @Override
  public void empty() throws IOException {
    listener.step("Emptying " + database);
    try (PsqlSession session = new PsqlSession(database)) {
      session.ask("BEGIN");
      session.ask("SET LOCAL lock_timeout = '60s'");
      session.ask("SET LOCAL client_min_messages = 'warning'");
      session.ask(EMPTYING);
      session.ask("COMMIT");
    }
  }

  /** Restores in one transaction. */
  @Override
  public void restore(Path file) throws IOException {
    listener.step("Restoring " + database);
    HostCommand command =
        database.command(
            "pg_restore", "--single-transaction", "--exit-on-error", "--no-privileges");
    try (InputStream in = new CountingInput(Files.newInputStream(file), FILE, listener)) {
      Programs.run(
          database.host(),
          command.readingBytes(Files.size(file)),
          in,
          OutputStream.nullOutputStream());
    }
  }

  @Override
  public Content content() throws IOException {
    try (PsqlSession session = new PsqlSession(database)) {
      session.ask("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
      PostgresContent content = PostgresContent.read(session);
      return new Content(content.migrations(), content.rows(), Set.of());
    }
  }

  @Override
  public String toString() {
    return database.toString();
  }

  /**
   * The content of the database to compare.
   *
   * @param owners the roles that own tables
   */
  record PostgresContent(
      String serverVersion, List<Long> migrations, Map<String, Long> rows, List<String> owners) {
    static PostgresContent read(PsqlSession session) throws IOException {
      String version = session.ask("SHOW server_version").get(0);
      boolean migrated =
          session
              .ask("SELECT to_regclass('public.schema_migrations') IS NOT NULL")
              .get(0)
              .equals("t");
      List<Long> migrations = new ArrayList<>();
      if (migrated) {
        session.ask("SELECT version FROM public.schema_migrations ORDER BY 1").stream()
            .map(Long::valueOf)
            .forEach(migrations::add);
      }
      Map<String, Long> rows = new TreeMap<>();
      for (String table :
          session.ask(
              "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE" + OURS)) {
        rows.put(table, Long.valueOf(session.ask("SELECT count(*) FROM " + table).get(0)));
      }
      List<String> owners = session.ask("SELECT DISTINCT tableowner FROM pg_tables WHERE" + OURS);
      return new PostgresContent(version, migrations, rows, owners);
    }
  }
}
