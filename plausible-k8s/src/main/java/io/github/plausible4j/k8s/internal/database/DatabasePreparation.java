package io.github.plausible4j.k8s.internal.database;

import io.github.plausible4j.k8s.stack.PostgresSpec;
import java.util.regex.Pattern;

/**
 * The script that prepares PostgreSQL for Plausible. It creates an owner role that cannot log in, a
 * login that acts as the owner, the database and the citext extension. Steps that were done before
 * are skipped. A password is set only when a login is created, so a rotated one stays. Passwords
 * reach psql as files, and the server does not log the statements that contain them. For internal
 * use only.
 */
public final class DatabasePreparation {
  /** The role that owns every table. It cannot log in. */
  public static final String OWNER = "plausible";

  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  private DatabasePreparation() {}

  /** The role that owns every table. It has another name if the superuser has this one. */
  static String owner(PostgresSpec.Managed spec) {
    return spec.superuser().equals(OWNER) ? OWNER + "_owner" : OWNER;
  }

  /**
   * Returns the shell script.
   *
   * @param spec the server
   * @param host the server's host name
   * @param secrets the directory with the files superuser-password, username and password
   */
  public static String script(PostgresSpec.Managed spec, String host, String secrets) {
    return """
    PGPASSWORD=$(cat "%1$s/superuser-password")
    export PGPASSWORD
    %7$s
    psql --no-psqlrc --quiet --tuples-only --set=ON_ERROR_STOP=1 \\
      --host=%2$s --username='%6$s' --dbname=postgres >/dev/null <<'SQL'
    SET log_min_error_statement = panic;
    SET log_statement = none;
    SET log_min_duration_statement = -1;
    \\set login `cat "%1$s/username"`
    \\set password `cat "%1$s/password"`
    SELECT 'CREATE ROLE %3$s NOLOGIN CREATEDB'
      WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%3$s') \\gexec
    SELECT format('CREATE ROLE %%I LOGIN PASSWORD %%L IN ROLE %3$s', :'login', :'password')
      WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'login') \\gexec
    SELECT format('GRANT %3$s TO %%I', :'login') \\gexec
    SELECT format('ALTER ROLE %%I SET role TO %3$s', :'login') \\gexec
    SELECT 'CREATE DATABASE %5$s OWNER %3$s'
      WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '%4$s') \\gexec
    ALTER DATABASE %5$s OWNER TO %3$s;
    \\connect %5$s
    CREATE EXTENSION IF NOT EXISTS citext;
    ALTER SCHEMA public OWNER TO %3$s;
    SELECT format('ALTER TABLE %%I.%%I OWNER TO %3$s', n.nspname, c.relname)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm')
        AND pg_get_userbyid(c.relowner) <> '%3$s'
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') \\gexec
    SELECT format('ALTER TYPE %%I.%%I OWNER TO %3$s', n.nspname, t.typname)
      FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
      WHERE n.nspname = 'public' AND t.typtype IN ('e', 'd')
        AND pg_get_userbyid(t.typowner) <> '%3$s'
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e') \\gexec
    SELECT format('ALTER ROUTINE %%s OWNER TO %3$s', p.oid::regprocedure)
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname = 'public' AND pg_get_userbyid(p.proowner) <> '%3$s'
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') \\gexec
    SQL
    echo "PostgreSQL is ready for Plausible"
    """
        .formatted(
            secrets,
            host,
            owner(spec),
            spec.database(),
            identifier(spec.database()),
            spec.superuser(),
            AdoptedVolumeCheck.script(spec, host).strip());
  }

  /** The name as an SQL identifier, quoted if it would be read as another name otherwise. */
  private static String identifier(String name) {
    return PLAIN.matcher(name).matches() ? name : '"' + name + '"';
  }
}
