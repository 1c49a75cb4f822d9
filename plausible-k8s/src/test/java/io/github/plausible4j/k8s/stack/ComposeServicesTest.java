package io.github.plausible4j.k8s.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.k8s.Stacks;
import io.github.plausible4j.k8s.stack.ComposeImport.Item;
import io.github.plausible4j.k8s.validation.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which services of a project are Plausible and its databases. */
class ComposeServicesTest {
  private static final String PLAUSIBLE =
      """
        plausible:
          image: ghcr.io/plausible/community-edition:v3.2.1
          environment:
            BASE_URL: https://stats.example.org
            SECRET_KEY_BASE: %s
      """
          .formatted(Stacks.KEY_BASE);

  @TempDir Path directory;

  private ComposeImport read(String services) throws IOException {
    Files.writeString(directory.resolve("compose.yml"), "services:\n" + services);
    return PlausibleStack.fromCompose(directory);
  }

  private static String superuser(ComposeImport read) {
    return ((PostgresSpec.Managed) read.toBuilder().build().postgres()).superuser();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prodrigestivill/postgres-backup-local:16",
        "quay.io/prometheuscommunity/postgres-exporter:v0.15.0",
        "postgresai/postgres-client",
        "registry.example.org/postgres-restore-check"
      })
  void aProgramBesideADatabaseIsNotTheDatabase(String image) throws IOException {
    ComposeImport read =
        read(
            "  beside: {image: '"
                + image
                + "', environment: {POSTGRES_USER: other}}\n"
                + "  db: {image: 'postgres:17-alpine'}\n"
                + PLAUSIBLE);

    assertThat(superuser(read)).isEqualTo("postgres");
    assertThat(read.toBuilder().build().release().postgresImage()).contains("postgres:17-alpine");
    assertThat(read.notUsed()).extracting(Item::source).contains("service beside");
  }

  @Test
  void aKeeperAndABackupAreNotClickHouse() throws IOException {
    ComposeImport read =
        read(
            """
              keeper: {image: "clickhouse/clickhouse-keeper:26.1"}
              copy: {image: "altinity/clickhouse-backup:2.6", volumes: ["ev:/var/lib/clickhouse"]}
              events: {image: "clickhouse/clickhouse-server:25.8-alpine"}
            """
                + PLAUSIBLE);

    assertThat(read.toBuilder().build().release().clickHouseImage()).contains(":25.8-alpine");
  }

  @Test
  void withoutAnAddressTheDatabasesHaveTheNamesThatPlausibleAsksFor() throws IOException {
    ComposeImport read =
        read(
            """
              another: {image: "postgres:18-alpine", environment: {POSTGRES_USER: another}}
              plausible_db: {image: "postgres:17-alpine"}
            """
                + PLAUSIBLE);

    assertThat(superuser(read)).isEqualTo("postgres");
    assertThat(read.toBuilder().build().release().postgresImage()).contains("postgres:17-alpine");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "build: ./postgres",
        "image: registry.example.org/own-db:16\n    volumes: ['db:/var/lib/postgresql/data']"
      })
  void aServerOfOnesOwnImageIsTheDatabaseThatTheAddressNames(String server) throws IOException {
    assertThat(
            superuser(
                read(
                    "  store:\n    "
                        + server
                        + "\n    environment: {POSTGRES_USER: owner}\n"
                        + PLAUSIBLE
                        + "      DATABASE_URL: postgres://reader:pw@store/stats\n")))
        .isEqualTo("owner");
  }

  @Test
  void aServerOfAnotherProjectIsNotTakenForTheOneThatIsThere() throws IOException {
    assertThat(
            superuser(
                read(
                    "  photos: {image: 'postgres:16', environment: {POSTGRES_USER: photos}}\n"
                        + PLAUSIBLE
                        + "      DATABASE_URL: postgres://stats:pw@shared-postgres/stats\n")))
        .isEqualTo("stats");
  }

  @Test
  void theSuperuserIsWhatTheServerWasGiven() throws IOException {
    Files.writeString(directory.resolve(".env"), "POSTGRES_USER=photos\n");
    assertThat(
            superuser(
                read(
                    "  photos: {image: 'postgres:16', environment: ['POSTGRES_USER']}\n"
                        + "  plausible_db: {image: 'postgres:16'}\n"
                        + PLAUSIBLE
                        + "      DATABASE_URL: postgres://stats:pw@plausible_db/stats\n")))
        .isEqualTo("postgres");
  }

  @Test
  void whatOtherServicesLackIsNotAProblem() throws IOException {
    ComposeImport read =
        read(
            """
              updates:
                image: containrrr/watchtower
                env_file: updates.env
                environment: {A: "${UPDATES_A}", B: "x${UPDATES_B}", C: "${UPDATES_C:?}"}
            """
                + PLAUSIBLE);

    assertThat(read.problems()).isEmpty();
    assertThat(read.notUsed()).extracting(Item::name).contains("A", "B", "C");
  }

  @Test
  void aVariableThatIsAllOfAValueIsLeftToTheShell() throws IOException {
    ComposeImport read =
        read(
            """
              plausible_db: {image: "postgres:16", environment: ["POSTGRES_PASSWORD=${PG}"]}
            """
                + PLAUSIBLE
                + "      GOOGLE_CLIENT_ID: ${GOOGLE_CLIENT_ID}\n      MAILER_NAME: $NAME\n");

    assertThat(read.toBuilder().build().settings()).isEmpty();
    assertThat(read.notUsed())
        .filteredOn(item -> item.outcome().contains("its value comes from the shell"))
        .extracting(Item::name)
        .containsExactly("GOOGLE_CLIENT_ID", "MAILER_NAME");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SECRET_KEY_BASE",
        "TOTP_VAULT_KEY",
        "BASE_URL",
        "DATABASE_URL",
        "CLICKHOUSE_DATABASE_URL"
      })
  void whatPlausibleCannotStartWithoutHasToBeInAFile(String name) throws IOException {
    String other = name.equals("BASE_URL") ? "LOG_LEVEL: info" : "BASE_URL: https://a.example.org";
    ComposeImport read =
        read(
            "  plausible:\n    image: ghcr.io/plausible/community-edition:v3.2.1\n"
                + "    environment:\n      "
                + other
                + "\n      "
                + name
                + ": ${FROM_SHELL}\n");

    assertThat(read.problems())
        .extracting(Problem::toString)
        .containsExactly(name + " comes from the shell and is in no file; add FROM_SHELL to .env");
  }

  @Test
  void aProfileThatIsAskedForIsStarted() throws IOException {
    Files.writeString(directory.resolve(".env"), "COMPOSE_PROFILES=more, new\n");
    ComposeImport read =
        read(
            """
              old:
                image: plausible/analytics:v2.0.0
                profiles: [old]
                environment: {BASE_URL: "https://old.example.org"}
            """
                + PLAUSIBLE
                + "    profiles: [new]\n");

    assertThat(read.toBuilder().build().baseUrl()).isEqualTo("https://stats.example.org");
  }
}
