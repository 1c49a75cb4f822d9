package io.github.plausible4j.k8s.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.k8s.Stacks;
import io.github.plausible4j.k8s.release.Architecture;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import io.github.plausible4j.k8s.stack.ComposeImport.Item;
import io.github.plausible4j.k8s.validation.Problem;
import io.github.plausible4j.k8s.validation.StackValidationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole projects: a compose file, its override, variables and secrets. */
class ComposeProjectTest {
  private static final String COMPOSE =
      """
      services:
        plausible_db:
          image: postgres:16-alpine
          volumes: [db-data:/var/lib/postgresql/data]
          environment:
            - POSTGRES_PASSWORD=%1$s
        plausible_events_db:
          image: clickhouse/clickhouse-server:24.3.3.102-alpine
          volumes:
            - event-data:/var/lib/clickhouse
            - ./clickhouse/logs.xml:/etc/clickhouse-server/config.d/logs.xml:ro
        plausible:
          image: ghcr.io/plausible/community-edition:v2.1.5
          command: sh -c "/entrypoint.sh db createdb && /entrypoint.sh db migrate && run"
          depends_on: [plausible_db]
          ports: ["127.0.0.1:8000:8000"]
          environment:
            BASE_URL: ${BASE_URL:?}
            SECRET_KEY_BASE:
            LOG_LEVEL: ${LOG_LEVEL:-warning}
            HTTP_PORT: 8000
            DATABASE_URL: postgres://postgres:${PG}@plausible_db:5432/plausible_db
          secrets: [TOTP_VAULT_KEY]
        watchtower:
          image: containrrr/watchtower
          environment: {TOKEN: %1$s}
      secrets:
        TOTP_VAULT_KEY: {file: ./totp.txt}
      volumes: {db-data: , event-data: }
      """
          .formatted(Stacks.MARK);

  @TempDir Path directory;

  private void file(String name, String content) throws IOException {
    Files.writeString(directory.resolve(name), content);
  }

  private void project() throws IOException {
    file("docker-compose.yml", COMPOSE);
    file(
        ".env",
        "BASE_URL=https://stats.example.org\nSECRET_KEY_BASE="
            + Stacks.KEY_BASE
            + "\nPG="
            + Stacks.MARK
            + "\nOTHER="
            + Stacks.MARK
            + "\n");
    file("totp.txt", "dGhpcyBpcyBleGFjdGx5IHRoaXJ0eSB0d28gYnl0ZXM=\n");
  }

  @Test
  void aProjectBecomesAStackAndEveryLineIsAccountedFor() throws IOException {
    project();

    ComposeImport read = PlausibleStack.fromCompose(directory);
    PlausibleStack stack = read.toBuilder().build();

    assertThat(read.files()).containsExactly(".env", "docker-compose.yml");
    assertThat(stack.baseUrl()).isEqualTo("https://stats.example.org");
    assertThat(stack.release().version()).isEqualTo("2.1.5");
    assertThat(stack.architecture()).isEqualTo(Architecture.ANY);
    assertThat(stack.settings()).containsEntry("LOG_LEVEL", "warning").hasSize(1);
    assertThat(stack.secretKeyBase()).isEqualTo(SecretSource.of(Stacks.KEY_BASE));
    assertThat(stack.totpVaultKey())
        .isEqualTo(SecretSource.of("dGhpcyBpcyBleGFjdGx5IHRoaXJ0eSB0d28gYnl0ZXM="));
    assertThat(read.leftToStack())
        .extracting(Item::name)
        .contains("HTTP_PORT", "ports", "command", "POSTGRES_PASSWORD")
        .contains("volume /var/lib/clickhouse", "volume /var/lib/postgresql/data");
    assertThat(read.notUsed()).extracting(Item::name).contains("OTHER", "TOKEN");
    assertThat(read.used()).extracting(Item::name).contains("PG", "image");
    assertThat(read.toString()).doesNotContain(Stacks.MARK).contains("left to the stack");
  }

  @Test
  void anOverrideAddsToVariablesAndReplacesValues() throws IOException {
    project();
    file(
        "docker-compose.override.yml",
        """
        services:
          plausible:
            image: ghcr.io/plausible/community-edition:v3.2.1
            environment: [MAILER_NAME=Statistics, LOG_LEVEL=error]
            env_file: more.env
        """);
    file("more.env", "DISABLE_REGISTRATION=true\nLOG_LEVEL=debug\n");

    PlausibleStack stack = PlausibleStack.fromCompose(directory).toBuilder().build();

    assertThat(stack.release().version()).isEqualTo("3.2.1");
    assertThat(stack.registration()).isEqualTo(Registration.CLOSED);
    assertThat(stack.settings())
        .containsEntry("MAILER_NAME", "Statistics")
        .containsEntry("LOG_LEVEL", "error");
  }

  @Test
  void serviceNamesAreHostsThatOnlyComposeKnows() throws IOException {
    file(
        "compose.yml",
        """
        services:
          app:
            image: plausible/analytics:v2.0
            environment:
              BASE_URL: https://stats.example.org
              SMTP_HOST_ADDR: relay.lan
          relay.lan: {image: boky/postfix}
        """);

    ComposeImport read = PlausibleStack.fromCompose(directory);

    assertThat(read.problems()).extracting(Problem::field).containsExactly("SMTP_HOST_ADDR");
  }

  private PlausibleStack.Builder project(String image) throws IOException {
    file(
        "compose.yml",
        """
        services:
          app:
            image: %s
            environment: {BASE_URL: https://stats.example.org, SECRET_KEY_BASE: "%s"}
        """
            .formatted(image, Stacks.KEY_BASE));
    return PlausibleStack.fromCompose(directory).toBuilder();
  }

  private static void assertRefused(
      PlausibleStack.Builder stack, PlausibleRelease release, String reason) {
    assertThatThrownBy(() -> stack.release(release).build())
        .as(release + " " + reason)
        .isInstanceOf(StackValidationException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aReleaseThatWouldLoseTheEventsOfTheProjectIsRefused() throws IOException {
    for (String image :
        List.of(
            "plausible/analytics:v2.0",
            "plausible/analytics:v2.0.0",
            "ghcr.io/plausible/community-edition:v2.0.3@sha256:" + "a".repeat(64))) {
      assertThat(project(image).build().release().version()).as(image).startsWith("2.0.");
      assertRefused(
          project(image), PlausibleRelease.CE_2_1, "bin/plausible rpc Plausible.DataMigration");
      assertThat(
              project(image)
                  .release(PlausibleRelease.CE_2_1)
                  .eventsHaveNumericIds()
                  .build()
                  .toBuilder()
                  .build()
                  .release()
                  .version())
          .isEqualTo("2.1.5");
      assertRefused(
          project(image).eventsHaveNumericIds(),
          PlausibleRelease.CE_3_2,
          "leaves out Plausible 2.1");
    }
  }

  @Test
  void aReleaseThatCannotFollowThatOfTheProjectIsRefused() throws IOException {
    assertRefused(
        project("plausible/analytics:v1.5.1"),
        PlausibleRelease.CE_2_1,
        "leaves out Plausible 2.0, with its numeric ids data migration");
    assertRefused(
        project("plausible/analytics:v1.4.4"), PlausibleRelease.CE_2_0, "leaves out Plausible 1.5");
    assertRefused(
        project("ghcr.io/plausible/community-edition:v3.2.1"),
        PlausibleRelease.CE_2_1,
        "is a downgrade");
    assertThat(
            project("ghcr.io/plausible/community-edition:v2.1.4")
                .release(PlausibleRelease.CE_3_2)
                .build()
                .release())
        .isEqualTo(PlausibleRelease.CE_3_2);
    assertThat(project("registry.example.org/own-plausible:latest").build().release())
        .isEqualTo(PlausibleRelease.CE_3_2);
  }

  @Test
  void aFileThatIsNotYamlIsNamedWithItsLineAndWithoutItsText() throws IOException {
    file("compose.yml", "services:\n  a: [" + Stacks.MARK + "\n b: }\n");

    assertThatThrownBy(() -> PlausibleStack.fromCompose(directory))
        .isInstanceOf(StackValidationException.class)
        .hasMessageContaining("compose.yml line")
        .hasMessageContaining("is not YAML")
        .hasMessageNotContaining(Stacks.MARK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"!!set %s", "!!set [%s]", "!!int %s", "!!float %s", "!!binary '%s!'"})
  void aTagBeforeAValueOfAnotherKindIsRefusedWithoutTheValue(String value) throws IOException {
    file("compose.yml", "services:\n  plausible:\n    image: " + value.formatted(Stacks.MARK));

    assertThatThrownBy(() -> PlausibleStack.fromCompose(directory))
        .isInstanceOf(StackValidationException.class)
        .hasMessageContaining("compose.yml")
        .hasMessageContaining("docker compose config")
        .hasMessageNotContaining(Stacks.MARK);
  }

  @Test
  void filesThatWouldExhaustMemoryAreRefused() throws IOException {
    file("compose.yml", "services: " + "[".repeat(10_000));
    assertThatThrownBy(() -> PlausibleStack.fromCompose(directory))
        .isInstanceOf(StackValidationException.class);

    StringBuilder laughs = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 40; i++) {
      laughs.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    file("compose.yml", laughs.toString());
    assertThatThrownBy(() -> PlausibleStack.fromCompose(directory))
        .isInstanceOf(StackValidationException.class);

    file("compose.yml", "#".repeat((1 << 20) + 1));
    assertThatThrownBy(() -> PlausibleStack.fromCompose(directory))
        .isInstanceOf(StackValidationException.class)
        .hasMessageContaining("is larger than 1 MiB");
  }

  @Test
  void aDirectoryWithoutFilesIsSaidToHaveNone() {
    assertThatThrownBy(() -> PlausibleStack.fromCompose(directory))
        .isInstanceOf(StackValidationException.class)
        .hasMessageContaining("has neither a compose file nor .env");
  }
}
