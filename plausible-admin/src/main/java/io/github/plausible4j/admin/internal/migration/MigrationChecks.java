package io.github.plausible4j.admin.internal.migration;

import io.github.plausible4j.admin.migration.MigrationException;
import io.github.plausible4j.k8s.release.ClickHouseVersion;
import io.github.plausible4j.k8s.release.PlausibleVersion;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import io.github.plausible4j.k8s.stack.SecretSource;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks that run before anything is stopped. They change nothing. */
final class MigrationChecks {
  /** The command for numeric ids from the release notes of Plausible 2.0. */
  static final String NUMERIC_IDS = "bin/plausible rpc Plausible.DataMigration.NumericIDs.run";

  private static final int OLDEST_YEAR = 23;
  private static final int OLDEST_MONTH = 3;

  private final ComposeSource source;
  private final PlausibleStack stack;
  private final Optional<String> version;
  private final List<String> problems = new ArrayList<>();

  private MigrationChecks(ComposeSource source, PlausibleStack stack, Optional<String> version) {
    this.source = source;
    this.stack = stack;
    this.version = version;
  }

  /** Throws with all problems at once. */
  static void run(ComposeSource source, PlausibleStack stack, Optional<String> version)
      throws IOException {
    MigrationChecks checks = new MigrationChecks(source, stack, version);
    checks.databases();
    checks.release();
    checks.keys();
    checks.data();
    if (!checks.problems.isEmpty()) {
      throw new MigrationException(
          "Nothing was stopped and nothing was moved:\n- " + String.join("\n- ", checks.problems));
    }
  }

  private void databases() {
    if (!(stack.postgres() instanceof PostgresSpec.Managed)) {
      problems.add("postgres is not managed by the stack; use PostgresSpec.managed()");
    }
    String events = source.clickHouse().database();
    if (!(stack.clickHouse() instanceof ClickHouseSpec.Managed managed)) {
      problems.add("clickHouse is not managed by the stack; use ClickHouseSpec.managed()");
    } else if (!managed.database().equals(events)) {
      problems.add(
          "clickHouse.database "
              + managed.database()
              + " is not the project's "
              + events
              + "; use ClickHouseSpec.managed().withDatabase(\""
              + events
              + "\")");
    }
  }

  private void release() {
    if (version.isEmpty()) {
      problems.add(
          "the tag of Plausible's image has no version; set the running version with"
              + " withVersion(\"2.1.5\")");
      return;
    }
    stack
        .release()
        .upgradeProblems(version.get(), "", "")
        .forEach(
            problem ->
                problems.add(
                    "the release "
                        + problem.value()
                        + " "
                        + problem.rule()
                        + "; use a release in the stack that supports the upgrade, or upgrade the"
                        + " compose project first"));
  }

  /** Sessions, API keys and two-factor authentication (TOTP) depend on two keys. */
  private void keys() {
    key("SECRET_KEY_BASE", "secretKeyBase", stack.secretKeyBase());
    key("TOTP_VAULT_KEY", "totpVaultKey", stack.totpVaultKey());
  }

  private void key(String variable, String field, SecretSource given) {
    Optional<SecretValue> own = source.key(variable);
    boolean other =
        own.isPresent()
            && given.match(
                generated -> true,
                existing -> false, // Compared later, when it is read before the restore.
                supplied -> !supplied.reveal().strip().equals(own.get().reveal()));
    if (other) {
      problems.add(
          field
              + " is not the project's "
              + variable
              + ", so API keys and two-factor authentication (TOTP) would stop working; create"
              + " the stack with"
              + " PlausibleStack.fromCompose");
    }
  }

  private void data() throws IOException {
    Counting counting = new Counting(source.postgres(), source.clickHouse());
    String told = counting.clickHouseVersion();
    ClickHouseVersion server = ClickHouseVersion.of("clickhouse:" + told);
    if (!server.known() || !server.atLeast(OLDEST_YEAR, OLDEST_MONTH)) {
      problems.add(
          "ClickHouse "
              + told
              + " cannot back up its database; upgrade the compose project to Plausible 2.0 first,"
              + " or copy the files as docs/migration.md shows");
    }
    // Later releases may have deleted copied events, so their counts prove nothing.
    boolean passesTheStep =
        PlausibleVersion.of(stack.release().version()).atLeast(2, 1, 0)
            && !PlausibleVersion.of(version.orElse("")).atLeast(2, 1, 0);
    List<String> missing = passesTheStep ? counting.withoutNumericIds() : List.of();
    if (!missing.isEmpty()) {
      problems.add(
          "events without numeric ids would be lost: "
              + String.join(", ", missing)
              + "; run 'docker compose exec "
              + source.service()
              + " "
              + NUMERIC_IDS
              + "' while Plausible 2.0 runs, or drop the table events if you do not need it");
    }
  }
}
