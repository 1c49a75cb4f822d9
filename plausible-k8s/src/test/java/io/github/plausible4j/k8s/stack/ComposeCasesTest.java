package io.github.plausible4j.k8s.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.k8s.Stacks;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.stack.ComposeImport.Item;
import io.github.plausible4j.k8s.validation.Problem;
import io.github.plausible4j.k8s.validation.StackValidationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of variables as people have them, each one of a kind. */
class ComposeCasesTest {
  private static final String BASE = "BASE_URL=https://stats.example.org";
  private static final String KEY = "SECRET_KEY_BASE=" + Stacks.KEY_BASE;
  @TempDir Path directory;

  private ComposeImport env(String... lines) throws IOException {
    return PlausibleStack.fromCompose(
        Files.writeString(directory.resolve("plausible.env"), String.join("\n", lines) + "\n"));
  }

  private static List<String> names(List<Item> items) {
    return items.stream().map(Item::name).toList();
  }

  /** Every name of a file is in the result, and no value that is not known to be public. */
  private static void complete(ComposeImport read, String... names) {
    List<String> all =
        Stream.concat(
                Stream.of(read.used(), read.leftToStack(), read.notUsed())
                    .flatMap(items -> names(items).stream()),
                read.problems().stream().map(Problem::field))
            .toList();
    assertThat(all).contains(names);
    assertThat(read.toString()).doesNotContain(Stacks.MARK);
  }

  @Test
  void databasesOfServicesWithOtherNamesBecomeTheStacksOwn() throws IOException {
    ComposeImport read =
        env(
            BASE,
            KEY,
            "DATABASE_URL=postgres://postgres:" + Stacks.MARK + "@plausible-db:5432/plausible",
            "CLICKHOUSE_DATABASE_URL=http://plausible-events-db:8123/plausible_events_db");

    PlausibleStack stack = read.toBuilder().build();

    assertThat(stack.postgres()).isEqualTo(PostgresSpec.managed().withDatabase("plausible"));
    assertThat(stack.clickHouse()).isEqualTo(ClickHouseSpec.managed());
    complete(read, "BASE_URL", "SECRET_KEY_BASE", "DATABASE_URL", "CLICKHOUSE_DATABASE_URL");
  }

  @Test
  void userAndDatabaseOfAnAddressAreKept() throws IOException {
    PlausibleStack stack =
        env(
                BASE,
                KEY,
                "DATABASE_URL=postgres://plausible:plausible@db:5432/plausible",
                "CLICKHOUSE_DATABASE_URL=http://plausible:s@clickhouse:8123/plausible_events")
            .toBuilder()
            .build();

    assertThat(stack.postgres())
        .isEqualTo(PostgresSpec.managed().withDatabase("plausible").withSuperuser("plausible"));
    assertThat(stack.clickHouse())
        .isEqualTo(ClickHouseSpec.managed().withDatabase("plausible_events"));
    assertThat(StackManifests.of(stack).toYaml())
        .contains("name: POSTGRES_USER")
        .contains("OWNER TO plausible_owner");
  }

  @Test
  void keysUnderOtherNamesAreAProblemAndAreNotGeneratedAgain() throws IOException {
    ComposeImport read =
        env(
            BASE,
            "PLAUSIBLE_" + KEY,
            "PLAUSIBLE_TOTP_VAULT_KEY=" + Stacks.MARK,
            "PLAUSIBLE_DB_PASSWORD=" + Stacks.MARK,
            "PLAUSIBLE_DISABLE_REGISTRATION=true");

    assertThat(read.problems())
        .extracting(Problem::field)
        .containsExactly(
            "PLAUSIBLE_SECRET_KEY_BASE",
            "PLAUSIBLE_TOTP_VAULT_KEY",
            "PLAUSIBLE_DISABLE_REGISTRATION");
    assertThat(read.problems().get(0).remedy()).contains("SECRET_KEY_BASE");
    assertThatThrownBy(read::toBuilder).isInstanceOf(StackValidationException.class);
    complete(read, "PLAUSIBLE_DB_PASSWORD");
  }

  @Test
  void secretsOfOtherProgramsAreNotPassedOn() throws IOException {
    ComposeImport read =
        env(
            BASE,
            KEY,
            "R2_SECRET_ACCESS_KEY=" + Stacks.MARK,
            "CLOUDING_APIKEY=" + Stacks.MARK,
            "MONEROD_RPC_LOGIN=\"admin:" + Stacks.MARK + "\"",
            "AUTHELIA_JWKS_KEY=\"-----BEGIN PRIVATE KEY-----",
            "   " + Stacks.MARK,
            "   -----END PRIVATE KEY-----\"   # made by openssl",
            "CRON_ENABLED=true",
            "DISABLE_CRON_SCRIPTS= # to disable all",
            "GOOGLE_CLIENT_ID=",
            "MAXMIND_LICENSE_KEY=" + Stacks.MARK);

    PlausibleStack stack = read.toBuilder().build();

    assertThat(stack.settings()).isEmpty();
    assertThat(stack.secretSettings()).containsOnlyKeys("MAXMIND_LICENSE_KEY");
    assertThat(names(read.notUsed()))
        .contains(
            "R2_SECRET_ACCESS_KEY",
            "CLOUDING_APIKEY",
            "MONEROD_RPC_LOGIN",
            "AUTHELIA_JWKS_KEY",
            "CRON_ENABLED",
            "DISABLE_CRON_SCRIPTS",
            "GOOGLE_CLIENT_ID");
    assertThat(read.toString()).doesNotContain(Stacks.MARK);
    assertThat(StackManifests.of(stack).toYaml()).doesNotContain(Stacks.MARK);
  }

  @Test
  void whatTheReleaseDoesNotReadIsNotUsed() throws IOException {
    ComposeImport read =
        env(
            "ADMIN_USER_NAME=admin",
            "ADMIN_USER_EMAIL=me@example.org",
            "ADMIN_USER_PWD=" + Stacks.MARK,
            BASE,
            KEY,
            "DISABLE_AUTH=true",
            "DATABASE_SOCKET_DIR=/run/postgresql",
            "SITE_LIMIT=500",
            "SMTP_HOST_ADDR=smtp.example.org",
            "SMTP_USER_PWD=" + Stacks.MARK,
            "MAILER_ADAPTER=Bamboo.PostmarkAdapter",
            "POSTMARK_API_KEY=" + Stacks.MARK);

    PlausibleStack stack = read.toBuilder().build();

    assertThat(stack.mail()).isEqualTo(MailSpec.postmark(SecretSource.of(Stacks.MARK)));
    assertThat(stack.settings()).isEmpty();
    assertThat(names(read.notUsed()))
        .containsExactlyInAnyOrder(
            "DISABLE_AUTH", "DATABASE_SOCKET_DIR", "SITE_LIMIT", "SMTP_HOST_ADDR", "SMTP_USER_PWD");
    complete(read, "ADMIN_USER_NAME", "ADMIN_USER_EMAIL", "ADMIN_USER_PWD", "POSTMARK_API_KEY");
  }

  @Test
  void aFileInsideAContainerIsAskedFor() throws IOException {
    ComposeImport read =
        env(
            BASE,
            "SECRET_KEY_BASE_FILE=/run/secrets/secret_key_base",
            "TOTP_VAULT_KEY_FILE=/run/secrets/totp_vault_key",
            "DISABLE_REGISTRATION=\"true\"");

    assertThat(read.problems())
        .extracting(Problem::toString)
        .anyMatch(problem -> problem.contains("set SECRET_KEY_BASE to its content"))
        .anyMatch(problem -> problem.contains("set TOTP_VAULT_KEY to its content"));
  }

  @Test
  void defaultsAreThoseOfCompose() throws IOException {
    ComposeImport read =
        env(
            "BASE_URL=${STATS_URL:-https://stats.example.org}",
            KEY,
            "DISABLE_REGISTRATION=${REG:-invite_only}",
            "SMTP_HOST_PORT=${SMTP_PORT:-587}",
            "LOG_LEVEL=${BASE_URL:+info}",
            "MAILER_NAME=\"5 $$ and \\$6\"");

    PlausibleStack stack = read.toBuilder().build();

    assertThat(stack.baseUrl()).isEqualTo("https://stats.example.org");
    assertThat(stack.settings())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("LOG_LEVEL", "info", "MAILER_NAME", "5 $ and $6"));
    complete(read, "SMTP_HOST_PORT", "DISABLE_REGISTRATION");
    assertThat(env(BASE, KEY, "LOG_LEVEL=${NEVER:?set it}").problems())
        .extracting(Problem::toString)
        .anyMatch(problem -> problem.contains("asks for the variable NEVER, which is not set"));
  }

  @Test
  void hostsOfPlatformsOnOneMachineAreTheStacksOwn() throws IOException {
    for (String host :
        List.of(
            "dokku-clickhouse-plausible",
            "srv-captain--plausible-clickhouse",
            "localhost",
            "127.0.0.1",
            "host.docker.internal")) {
      PlausibleStack stack =
          env(BASE, KEY, "CLICKHOUSE_DATABASE_URL=http://u:p@" + host + ":8123/plausible")
              .toBuilder()
              .build();
      assertThat(stack.clickHouse())
          .as(host)
          .isEqualTo(ClickHouseSpec.managed().withDatabase("plausible"));
    }
  }

  @Test
  void aDatabaseOfTheLocalNetworkStaysWhereItIs() throws IOException {
    ComposeImport read =
        env(
            "BASE_URL=http://192.168.1.20:8000",
            KEY,
            "DATABASE_URL=postgresql://plausible:p%40ss@192.168.1.10/plausible",
            "TZ=Europe/Berlin");

    assertThat(read.toBuilder().build().postgres())
        .isEqualTo(
            PostgresSpec.external(
                "postgresql://plausible@192.168.1.10/plausible", SecretSource.of("p@ss")));
    assertThat(names(read.notUsed())).containsExactly("TZ");
    assertThat(env(BASE, KEY, "CLICKHOUSE_DATABASE_URL=http://192.168.1.10:8123/x").problems())
        .extracting(Problem::toString)
        .containsExactly(
            "CLICKHOUSE_DATABASE_URL has no user and password, which a database outside of compose needs;"
                + " write it as scheme://user:password@host:port/database, or leave it out");
  }

  @Test
  void tlsFromTheStartOnAnyPortIsTakenOver() throws IOException {
    PlausibleStack stack =
        env(
                BASE,
                KEY,
                "SMTP_HOST_ADDR=smtp.example.org",
                "SMTP_HOST_PORT=2465",
                "SMTP_USER_NAME=resend",
                "SMTP_USER_PWD=" + Stacks.MARK,
                "SMTP_HOST_SSL_ENABLED=true")
            .toBuilder()
            .build();

    assertThat(stack.mail())
        .isEqualTo(
            MailSpec.smtp("smtp.example.org", 2465, "resend", SecretSource.of(Stacks.MARK))
                .withImplicitTls(true));
    assertThat(StackManifests.of(stack).toYaml()).contains("SMTP_HOST_SSL_ENABLED: \"true\"");
  }

  @Test
  void namesOfOtherMailersLeadToPlausiblesOwn() throws IOException {
    ComposeImport read =
        env(
            BASE,
            KEY,
            "SMTP_HOST=smtp.example.org",
            "SMTP_PORT=587",
            "SMTP_USER=user",
            "SMTP_PASS=" + Stacks.MARK,
            "SMTP_FROM=noreply@example.org",
            "MAILER_ENABLED=true");

    assertThat(read.problems())
        .extracting(Problem::remedy)
        .extracting(remedy -> remedy.split(" ", -1)[3])
        .containsExactly(
            "SMTP_HOST_ADDR", "SMTP_HOST_PORT", "SMTP_USER_NAME", "SMTP_USER_PWD", "MAILER_EMAIL");
    complete(read, "MAILER_ENABLED");
  }

  @Test
  void aKeyOnTwoLinesIsNamedAsSuchAndNotShown() throws IOException {
    for (String rest :
        List.of("nKjT8v2QmA1pLr6YdWc9uH==", "a+b/c", "Abcd", "ABCD1234EFGH==", "abcd1234efgh=")) {
      ComposeImport read = env(BASE, KEY, rest, "DISABLE_REGISTRATION=true");

      assertThat(read.problems())
          .as(rest)
          .singleElement()
          .asString()
          .contains("plausible.env line 3")
          .contains("if it belongs to the value of SECRET_KEY_BASE above, join both lines");
      assertThat(read.toString()).doesNotContain(rest.substring(0, 4));
    }
  }

  @Test
  void aKeyOnThreeLinesIsNotShownEither() throws IOException {
    for (String last : List.of("abcdefghij==", "ABCDEFGHIJKLMNOP=", "abcd", "Abc+d/e=")) {
      ComposeImport read =
          env(BASE, KEY, "MzBqPlS8DnUhGeCfJa3O1234567890", last, "DISABLE_REGISTRATION=true");

      assertThat(read.problems()).as(last).hasSize(2);
      assertThat(read.problems().get(1).toString())
          .contains("plausible.env line 4")
          .contains("SECRET_KEY_BASE above, join both lines");
      assertThat(read.toString()).doesNotContain(last.substring(0, 4)).doesNotContain("MzBq");
      assertThat(names(read.used())).contains("DISABLE_REGISTRATION");
    }
  }

  @Test
  void namesInSmallLettersLeadToPlausiblesOwn() throws IOException {
    ComposeImport read =
        env(BASE, "secret_key_base=" + Stacks.KEY_BASE, "totp_vault_key=" + Stacks.MARK);

    assertThat(read.problems())
        .extracting(Problem::remedy)
        .extracting(remedy -> remedy.split(" ", -1)[3])
        .containsExactly("SECRET_KEY_BASE", "TOTP_VAULT_KEY");
    assertThat(read.toString()).doesNotContain(Stacks.MARK);
  }

  @Test
  void flagsOfTheRuntimeAreLeftToTheStack() throws IOException {
    ComposeImport read =
        env(
            BASE,
            KEY,
            "DATABASE_URL=postgres://plausible:pw@10.0.0.5:5432/plausible?ssl=true",
            "CLICKHOUSE_DATABASE_URL=http://default:pw@10.0.0.5:8123/default",
            "RELEASE_DISTRIBUTION=none",
            "SELFHOST=true");

    PlausibleStack stack = read.toBuilder().build();

    assertThat(stack.settings()).containsOnlyKeys("SELFHOST");
    assertThat(names(read.leftToStack())).containsExactly("RELEASE_DISTRIBUTION");
    assertThat(stack.clickHouse())
        .isEqualTo(
            ClickHouseSpec.external("http://default@10.0.0.5:8123/default", SecretSource.of("pw")));
  }

  @Test
  void aHostThatOnlyComposeKnowsIsAProblemForMailAndFiles() throws IOException {
    ComposeImport read =
        env(
            BASE,
            KEY,
            "SMTP_HOST_ADDR=mailpit",
            "S3_DISABLED=false",
            "S3_ENDPOINT=http://minio:9000");

    assertThat(read.problems())
        .extracting(Problem::field)
        .containsExactly("SMTP_HOST_ADDR", "S3_ENDPOINT");
  }
}
