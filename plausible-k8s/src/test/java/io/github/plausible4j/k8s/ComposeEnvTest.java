package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
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
        .hasMessageContaining("CLICKHOUSE_DATABASE_URL names no user and password");
  }

  @Test
  void allBadLinesAreReportedWithoutTheirContent() throws IOException {
    Path file = env("hunter2", "SECRET KEY=hunter2", "LOG_LEVEL=info");
    assertThatThrownBy(() -> PlausibleStack.fromComposeEnv(file))
        .isInstanceOf(StackValidationException.class)
        .hasMessageContaining("line 1 is not a variable")
        .hasMessageContaining("line 2 is not a variable")
        .hasMessageContaining("BASE_URL is missing")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> PlausibleStack.fromComposeEnv(directory.resolve("none")))
        .isInstanceOf(UncheckedIOException.class);
  }
}
