package io.github.plausible4j.k8s.internal.database;

import io.github.plausible4j.k8s.stack.PostgresSpec;

/**
 * The part of the preparation script that rejects an existing volume before anything is changed:
 * one with another superuser, one with its data in another database, and one where Plausible's own
 * role is a superuser. Each message names the builder method to call.
 */
final class AdoptedVolumeCheck {
  private AdoptedVolumeCheck() {}

  /** Shell functions and checks. They expect the superuser's password in {@code PGPASSWORD}. */
  static String script(PostgresSpec.Managed spec, String host) {
    return """
    ask() { psql --no-psqlrc --quiet --tuples-only --no-align --host=%1$s "$@"; }
    login() { ask --username="$1" --dbname=postgres --command='SELECT 1'; }
    count() { ask --username='%2$s' --dbname="$1" --command="SELECT count(*) FROM $2"; }
    refuse() { echo "$1; use PostgresSpec.managed().$2" >&2; exit 1; }
    if ! refused=$(login '%2$s' 2>&1); then
      for role in postgres plausible; do
        if login "$role" >/dev/null 2>&1; then
          refuse "the superuser of this volume is $role" "withSuperuser(\\"$role\\")"
        fi
      done
      echo "$refused" >&2
      refuse 'this volume has another superuser than %2$s, or another password' \\
        'withSuperuser(name).withSuperuserPassword(source)'
    fi
    if [ "$(count postgres "pg_roles WHERE rolname = '%3$s' AND rolsuper")" != 0 ]; then
      refuse 'the role %3$s is a superuser, and Plausible must not be one' \\
        'withSuperuser("%3$s")'
    fi
    if [ "$(count postgres "pg_database WHERE datname = '%4$s'")" = 0 ]; then
      ask --username='%2$s' --dbname=postgres --command="SELECT datname FROM pg_database
        WHERE NOT datistemplate AND datname <> 'postgres'" | while read -r other; do
        if [ -n "$other" ] && [ "$(count "$other" "pg_tables WHERE schemaname = 'public'")" != 0 ]
        then
          refuse "this volume has no database %4$s, and $other has tables" \\
            "withDatabase(\\"$other\\")"
        fi
      done
    fi
    """
        .formatted(host, spec.superuser(), DatabasePreparation.owner(spec), spec.database());
  }
}
