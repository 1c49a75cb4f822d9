package io.github.plausible4j.k8s.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.k8s.Stacks;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.validation.StackValidationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people who come from docker-compose bring along. */
class ComposeEnvTest {
  @TempDir Path directory;

  private Path env(String... lines) throws IOException {
    return Files.writeString(directory.resolve("plausible.env"), String.join("\n", lines));
  }

  @Test
  void theVariablesOfTheOriginalStoryBecomeAStack() throws IOException {
    PlausibleStack stack =
        PlausibleStack.fromComposeEnv(
                env(
                    "# as in plausible-conf.env",
                    "ADMIN_USER_EMAIL=me@example.org",
                    "ADMIN_USER_NAME='Jack'",
                    "ADMIN_USER_PWD=\"correct horse battery\"",
                    "BASE_URL=https://stats.example.org",
                    "export SECRET_KEY_BASE=" + Stacks.KEY_BASE,
                    "",
                    "SMTP_HOST_ADDR=mail",
                    "LOG_LEVEL=info # while trying",
                    "HTTP_PORT=",
                    "MAXMIND_LICENSE_KEY=" + Stacks.MARK))
            .build();
    assertThat(stack.baseUrl()).isEqualTo("https://stats.example.org");
    assertThat(stack.secretKeyBase()).isEqualTo(SecretSource.of(Stacks.KEY_BASE));
    AdminUser admin = stack.admin();
    assertThat(admin).isNotNull();
    assertThat(admin.name()).isEqualTo("Jack");
    assertThat(admin.password()).isEqualTo(SecretSource.of("correct horse battery"));
    assertThat(stack.mail()).isEqualTo(MailSpec.none());
    assertThat(stack.settings()).containsExactly(Map.entry("LOG_LEVEL", "info"));
    assertThat(stack.secretSettings()).containsOnlyKeys("MAXMIND_LICENSE_KEY");
    assertThat(StackManifests.of(stack).toYaml()).doesNotContain(Stacks.MARK);
  }

  /**
   * Plausible derives the key of TOTP secrets where the file has none, and has written them with
   * it; the vector is that of a running server.
   */
  @Test
  void totpSecretsOfAFileWithoutAVaultKeyKeepWorking() throws IOException {
    String keyBase = "As0fZsJlUpuFYSthRjT5Yflg/NlxkFKPRro72xMXLF8yInZ60s6xGGXYVqml+XN1";
    PlausibleStack derived =
        PlausibleStack.fromComposeEnv(
                env("BASE_URL=https://stats.example.org", "SECRET_KEY_BASE=" + keyBase))
            .build();
    assertThat(derived.totpVaultKey())
        .isEqualTo(SecretSource.of("elxb2f9pXUn/bClZN0kwEj5WSaEBSKHT6VPJUqEWjaQ="));
    PlausibleStack without =
        PlausibleStack.fromComposeEnv(env("BASE_URL=https://stats.example.org")).build();
    assertThat(without.totpVaultKey()).isEqualTo(SecretSource.generated());
  }

  @Test
  void mailAndRegistrationAreTakenOver() throws IOException {
    PlausibleStack.Builder relay =
        PlausibleStack.fromComposeEnv(
            env(
                "BASE_URL=https://stats.example.org",
                "DISABLE_REGISTRATION=true",
                "ENABLE_EMAIL_VERIFICATION=true",
                "MAILER_EMAIL=stats@example.org",
                "SMTP_HOST_ADDR=smtp.example.org",
                "SMTP_USER_NAME=me",
                "SMTP_USER_PWD=" + Stacks.MARK));
    PlausibleStack stack = relay.build();
    assertThat(stack.registration()).isEqualTo(Registration.CLOSED);
    assertThat(stack.emailVerification()).isTrue();
    assertThat(stack.mail())
        .isEqualTo(
            MailSpec.smtp("smtp.example.org", 587, "me", SecretSource.of(Stacks.MARK))
                .withFrom("stats@example.org"));
    PlausibleStack provider =
        PlausibleStack.fromComposeEnv(
                env(
                    "BASE_URL=https://stats.example.org",
                    "MAILER_ADAPTER=Bamboo.MailgunAdapter",
                    "MAILGUN_API_KEY=key",
                    "MAILGUN_DOMAIN=example.org"))
            .build();
    assertThat(provider.mail()).isEqualTo(MailSpec.mailgun(SecretSource.of("key"), "example.org"));
  }

  @Test
  void databasesOutsideOfComposeStayAndComposesOwnAreLeftBehind() throws IOException {
    PlausibleStack stack =
        PlausibleStack.fromComposeEnv(
                env(
                    "BASE_URL=https://stats.example.org",
                    "DATABASE_URL=postgres://app:p%40ss@db.example.org:5433/stats?sslmode=require",
                    "CLICKHOUSE_DATABASE_URL=http://plausible_events_db:8123/plausible_events_db"))
            .build();
    assertThat(stack.postgres())
        .isEqualTo(
            PostgresSpec.external(
                "postgres://app@db.example.org:5433/stats?sslmode=require",
                SecretSource.of("p@ss")));
    assertThat(stack.clickHouse()).isEqualTo(ClickHouseSpec.managed());
  }

  @Test
  void anAddressWithoutPasswordIsNotDroppedInSilence() throws IOException {
    Path file =
        env(
            "BASE_URL=https://stats.example.org",
            "CLICKHOUSE_DATABASE_URL=http://ch.example.org:8123/stats");
    assertThatThrownBy(() -> PlausibleStack.fromComposeEnv(file))
        .isInstanceOf(StackValidationException.class)
        .hasMessageContaining("CLICKHOUSE_DATABASE_URL has no user and password");
  }

  @Test
  void allBadLinesAreReportedWithoutTheirContent() throws IOException {
    Path file = env("hunter2", "SECRET KEY=hunter2", "LOG_LEVEL=info");
    assertThatThrownBy(() -> PlausibleStack.fromComposeEnv(file))
        .isInstanceOf(StackValidationException.class)
        .hasMessageContaining("line 1 has a name without a value")
        .hasMessageContaining("line 2 is not a variable")
        .hasMessageContaining("BASE_URL is missing")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> PlausibleStack.fromComposeEnv(directory.resolve("none")))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void aFileInAnotherEncodingIsReportedAsSuch() throws IOException {
    Path file = directory.resolve("latin.env");
    Files.write(file, "MAILER_NAME=M\u00fcller".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> PlausibleStack.fromComposeEnv(file))
        .isInstanceOf(StackValidationException.class)
        .hasMessageContaining("latin.env is not text in UTF-8; save it as UTF-8");
  }

  @Test
  void aPortThatIsNoneIsReportedAsItIsWritten() throws IOException {
    Path file = env("BASE_URL=https://a.org", "SMTP_HOST_ADDR=relay", "SMTP_HOST_PORT=smtps");
    assertThatThrownBy(() -> PlausibleStack.fromComposeEnv(file))
        .hasMessageContaining("SMTP_HOST_PORT \"smtps\" is not a port");
  }

  private static final String VAULT_KEY = "dGhpcyBpcyBleGFjdGx5IHRoaXJ0eSB0d28gYnl0ZXM=";

  /** The file of Community Edition 3, as its README makes people write it. */
  @Test
  void theFileOfTheReadmeBecomesAStackThatSendsNoMail() throws IOException {
    PlausibleStack stack =
        PlausibleStack.fromComposeEnv(
                env(
                    "BASE_URL=https://plausible.example.com",
                    "SECRET_KEY_BASE=" + Stacks.KEY_BASE,
                    "HTTP_PORT=80",
                    "HTTPS_PORT=443"))
            .build();

    assertThat(stack.mail()).isEqualTo(MailSpec.none());
    assertThat(stack.registration()).isEqualTo(Registration.INVITE_ONLY);
    assertThat(stack.settings()).isEmpty();
  }

  /** The template of Community Edition 2, before anybody filled it in. */
  @Test
  void aTemplateThatNobodyFilledInIsReported() throws IOException {
    Path file = env("BASE_URL=replace-me", "SECRET_KEY_BASE=replace-me");

    assertThatThrownBy(() -> PlausibleStack.fromComposeEnv(file).build())
        .isInstanceOf(StackValidationException.class)
        .hasMessageContaining("baseUrl")
        .hasMessageContaining("secretKeyBase");
  }

  @Test
  void aRelayOfRealLifeIsTakenOverAsItIs() throws IOException {
    PlausibleStack stack =
        PlausibleStack.fromComposeEnv(
                env(
                    "\ufeffBASE_URL=\"https://stats.example.org\" # no slash",
                    "SECRET_KEY_BASE='" + Stacks.KEY_BASE + "'",
                    "TOTP_VAULT_KEY=" + VAULT_KEY,
                    "MAILER_ADAPTER=Bamboo.Mua",
                    "MAILER_EMAIL=stats@example.org",
                    "MAILER_NAME=Stats of Example",
                    "SMTP_HOST_ADDR=smtp.fastmail.example",
                    "SMTP_HOST_PORT=465",
                    "SMTP_HOST_SSL_ENABLED=true",
                    "SMTP_USER_NAME=me@example.org",
                    "SMTP_USER_PWD='pa$$w0rd#1'",
                    "ENABLE_EMAIL_VERIFICATION=on",
                    "DISABLE_REGISTRATION=invite_only"))
            .build();

    assertThat(stack.baseUrl()).isEqualTo("https://stats.example.org");
    assertThat(stack.mail())
        .isEqualTo(
            MailSpec.smtp(
                    "smtp.fastmail.example", 465, "me@example.org", SecretSource.of("pa$$w0rd#1"))
                .withFrom("stats@example.org"));
    assertThat(stack.emailVerification()).isTrue();
    assertThat(stack.settings()).containsExactly(Map.entry("MAILER_NAME", "Stats of Example"));
  }

  @Test
  void aValueMayBeginWithTheSignOfAComment() throws IOException {
    PlausibleStack stack =
        PlausibleStack.fromComposeEnv(
                env(
                    "BASE_URL=https://stats.example.org",
                    "SMTP_HOST_ADDR=relay.lan",
                    "SMTP_USER_NAME=me",
                    "SMTP_USER_PWD=#1secret # as at the provider",
                    "LOG_LEVEL= # the default"))
            .build();

    assertThat(stack.mail())
        .isEqualTo(MailSpec.smtp("relay.lan", 587, "me", SecretSource.of("#1secret")));
    assertThat(stack.settings()).isEmpty();
  }

  @Test
  void theOldAdapterHasItsOldPort() throws IOException {
    PlausibleStack stack =
        PlausibleStack.fromComposeEnv(
                env(
                    "BASE_URL=https://stats.example.org",
                    "MAILER_ADAPTER=Bamboo.SMTPAdapter",
                    "SMTP_HOST_ADDR=relay.lan"))
            .build();

    assertThat(stack.mail()).isEqualTo(MailSpec.smtp("relay.lan", 25));
  }

  @Test
  void mailThatCouldNotBeSentIsReportedWithEverythingElse() throws IOException {
    Path file =
        env(
            "BASE_URL=https://stats.example.org",
            "DISABLE_REGISTRATION=maybe",
            "SMTP_HOST_ADDR=smtp.example.org",
            "SMTP_HOST_PORT=587",
            "SMTP_HOST_SSL_ENABLED=true",
            "DATABASE_URL=postgres://db.example.org/stats");

    assertThatThrownBy(() -> PlausibleStack.fromComposeEnv(file))
        .isInstanceOf(StackValidationException.class)
        .hasMessageContaining("SMTP_HOST_SSL_ENABLED")
        .hasMessageContaining("does not go with port 587")
        .hasMessageContaining("DISABLE_REGISTRATION")
        .hasMessageContaining("DATABASE_URL has no user and password");
    Path unknown = env("BASE_URL=https://stats.example.org", "MAILER_ADAPTER=Bamboo.SesAdapter");
    assertThatThrownBy(() -> PlausibleStack.fromComposeEnv(unknown))
        .hasMessageContaining("Bamboo.SesAdapter")
        .hasMessageContaining("is not a mail adapter of Plausible")
        .hasMessageContaining("Bamboo.Mua")
        .hasMessageContaining(MailProvider.SENDGRID.adapter());
  }

  @Test
  void whatIsMeantForComposeAndItsDatabasesStaysBehind() throws IOException {
    PlausibleStack stack =
        PlausibleStack.fromComposeEnv(
                env(
                    "COMPOSE_PROJECT_NAME=stats",
                    "DOMAIN=example.org",
                    "BASE_URL=https://stats.${DOMAIN}",
                    "POSTGRES_PASSWORD=" + Stacks.MARK,
                    "DATABASE_URL=postgres://postgres:${POSTGRES_PASSWORD}@plausible_db/plausible_db",
                    "CLICKHOUSE_SKIP_USER_SETUP=1"))
            .build();

    assertThat(stack.baseUrl()).isEqualTo("https://stats.example.org");
    assertThat(stack.postgres()).isEqualTo(PostgresSpec.managed());
    assertThat(stack.settings()).isEmpty();
    assertThat(stack.secretSettings()).isEmpty();
  }

  @Test
  void aDollarThatMayBeAVariableIsNotGuessedAt() throws IOException {
    Path file =
        env(
            "BASE_URL=https://stats.example.org",
            "SMTP_USER_PWD=hunter$two",
            "GOOGLE_CLIENT_SECRET=\"hunter$$2\"",
            "A=${LATER:-hunter}",
            "C='hunter' 2",
            "PRICE=5$",
            "B=\"hunter2");

    assertThatThrownBy(() -> PlausibleStack.fromComposeEnv(file))
        .isInstanceOf(StackValidationException.class)
        .hasMessageContaining("line 2 refers to a variable that is not set")
        .hasMessageNotContaining("line 3")
        .hasMessageNotContaining("line 4")
        .hasMessageContaining("line 5 has something behind the end of its quotation")
        .hasMessageNotContaining("line 6")
        .hasMessageContaining("line 7 has a quotation mark that does not end")
        .hasMessageNotContaining("hunter");
  }

  @Test
  void aFileThatComposeMountedIsMissedBeforePlausibleMissesIt() throws IOException {
    Path file =
        env(
            "BASE_URL=https://stats.example.org",
            "IP_GEOLOCATION_DB=/geoip/GeoLite2-City.mmdb",
            "GEONAMES_SOURCE_FILE=/var/lib/plausible/geonames.csv");

    assertThatThrownBy(() -> PlausibleStack.fromComposeEnv(file).build())
        .isInstanceOf(StackValidationException.class)
        .hasMessageContaining("IP_GEOLOCATION_DB=/geoip/GeoLite2-City.mmdb")
        .hasMessageContaining("names a file that the container does not have")
        .hasMessageContaining("MAXMIND_LICENSE_KEY")
        .hasMessageNotContaining("geonames.csv");
  }
}
