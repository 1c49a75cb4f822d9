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
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms in which people write compose files. */
class ComposeFormsTest {
  private static final String URL = "https://stats.example.org";
  private static final String CE = "ghcr.io/plausible/community-edition:v3.2.1";
  @TempDir Path directory;

  private ComposeImport read(String... namesAndTexts) throws IOException {
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      Path file = directory.resolve(namesAndTexts[i]);
      Files.createDirectories(file.getParent());
      Files.writeString(file, namesAndTexts[i + 1].replace("@KEY@", Stacks.KEY_BASE));
    }
    return PlausibleStack.fromCompose(directory);
  }

  private static String outcome(ComposeImport read, String name) {
    return Stream.of(read.used(), read.leftToStack(), read.notUsed())
        .flatMap(items -> items.stream())
        .filter(item -> item.name().equals(name))
        .map(Item::outcome)
        .findFirst()
        .orElse("");
  }

  static Stream<Arguments> forms() {
    String body =
        "    environment: {BASE_URL: " + URL + ", SECRET_KEY_BASE: \"@KEY@\", LOG_LEVEL: info}\n";
    return Stream.of(
        Arguments.of(
            "a service without the key services",
            "plausible:\n  image: " + CE + "\n" + body.substring(2)),
        Arguments.of(
            "a service that extends another of the file",
            "services:\n  base:\n"
                + body
                + "  plausible:\n    extends: base\n    image: "
                + CE
                + "\n    environment: [LOG_LEVEL=info]\n"),
        Arguments.of(
            "blocks that are merged",
            "x-a: &a\n    restart: always\nx-b: &b {BASE_URL: "
                + URL
                + ", SECRET_KEY_BASE: \"@KEY@\"}\nservices:\n  plausible:\n    <<: *a\n    image: "
                + CE
                + "\n    environment: {<<: *b, LOG_LEVEL: info}\n"),
        Arguments.of(
            "another Plausible whose profile nobody asks for",
            "services:\n  old:\n    image: plausible/analytics:v2.0\n    profiles: [old]\n"
                + "    environment: {BASE_URL: "
                + "https://old.example.org"
                + "}\n  plausible:\n    image: "
                + CE
                + "\n"
                + body),
        Arguments.of(
            "a service that migrates and one that runs",
            "services:\n  migrate: {image: \""
                + CE
                + "\", command: db migrate}\n  plausible:\n    image: "
                + CE
                + "\n"
                + body),
        Arguments.of(
            "an image of one's own registry",
            "services:\n  web:\n    image: registry.example.org/plausible-ce:3.2.1\n" + body));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void plausibleIsFoundWith(String form, String text) throws IOException {
    ComposeImport read = read("compose.yml", text);
    PlausibleStack stack = read.toBuilder().build();

    assertThat(read.used())
        .filteredOn(item -> item.name().equals("BASE_URL"))
        .extracting(Item::source)
        .containsAnyOf("service plausible", "service web");
    assertThat(stack.baseUrl()).isEqualTo(URL);
    assertThat(stack.release().version()).isEqualTo("3.2.1");
    assertThat(stack.secretKeyBase()).isEqualTo(SecretSource.of(Stacks.KEY_BASE));
    assertThat(stack.settings()).containsEntry("LOG_LEVEL", "info");
  }

  @Test
  void whatIsExtendedInAnotherDirectoryHasItsFilesThere() throws IOException {
    PlausibleStack stack =
        read(
                "compose.yml",
                "services:\n  plausible:\n    extends: {file: common/base.yml, service: app}\n"
                    + "    image: "
                    + CE
                    + "\n",
                "common/base.yml",
                "services:\n  app:\n    env_file: plausible.env\n",
                "common/plausible.env",
                "BASE_URL=" + URL + "\nSECRET_KEY_BASE=@KEY@\n")
            .toBuilder()
            .build();

    assertThat(stack.secretKeyBase()).isEqualTo(SecretSource.of(Stacks.KEY_BASE));
  }

  @Test
  void aCircleOfServicesThatExtendEachOtherIsAProblem() throws IOException {
    assertThat(read("compose.yml", "services:\n  a: {extends: b}\n  b: {extends: a}\n").problems())
        .extracting(Problem::rule)
        .contains("names a service that is not there");
  }

  @Test
  void filesThatComposeFileNamesAreTheProject() throws IOException {
    ComposeImport read =
        read(
            ".env",
            "COMPOSE_FILE=base.yml:prod.yml\n",
            "base.yml",
            "services:\n  plausible:\n    image: "
                + CE
                + "\n    environment: {BASE_URL: "
                + URL
                + ", LOG_LEVEL: debug}\n",
            "prod.yml",
            "services: {plausible: {environment: [LOG_LEVEL=error]}}\n",
            "compose.yml",
            "services: {other: {image: caddy}}\n");

    assertThat(read.files()).containsExactly(".env", "base.yml", "prod.yml");
    assertThat(read.toBuilder().build().settings()).containsEntry("LOG_LEVEL", "error");
  }

  @Test
  void filesOfVariablesMayBeAbsentOrRaw() throws IOException {
    PlausibleStack stack =
        read(
                "compose.yml",
                "services:\n  plausible:\n    image: "
                    + CE
                    + "\n    env_file:\n      - {path: a.env, required: true}\n"
                    + "      - {path: none.env, required: false}\n"
                    + "      - {path: raw.env, format: raw}\n",
                "a.env",
                "BASE_URL=" + URL + "\n",
                "raw.env",
                "# as docker run --env-file\nMAILER_NAME=\"5$ and $six\"\n")
            .toBuilder()
            .build();

    assertThat(stack.settings()).containsEntry("MAILER_NAME", "\"5$ and $six\"");
  }

  @Test
  void anOverrideMayTakeAwayAndReplace() throws IOException {
    PlausibleStack stack =
        read(
                "compose.yml",
                "services:\n  plausible:\n    image: "
                    + CE
                    + "\n    env_file: gone.env\n    ports: ['8000:8000']\n    environment:\n"
                    + "      BASE_URL: https://other.example.org\n      LOG_LEVEL: debug\n",
                "compose.override.yml",
                "services:\n  plausible:\n    env_file: !reset null\n    ports: !reset []\n"
                    + "    environment: !override {BASE_URL: "
                    + URL
                    + "}\n")
            .toBuilder()
            .build();

    assertThat(stack.baseUrl()).isEqualTo(URL);
    assertThat(stack.settings()).isEmpty();
  }

  @Test
  void valuesAreWhatIsWritten() throws IOException {
    PlausibleStack stack =
        read(
                "compose.yml",
                "services:\n  plausible:\n    image: "
                    + CE
                    + "\n    environment:\n      BASE_URL: "
                    + URL
                    + "\n      SMTP_HOST_ADDR: smtp.example.org\n      SMTP_USER_NAME: 007\n"
                    + "      SMTP_USER_PWD: 0123\n      MAILER_NAME: 2024-01-01\n"
                    + "      LOG_FAILED_LOGIN_ATTEMPTS: on\n")
            .toBuilder()
            .build();

    assertThat(stack.settings())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("MAILER_NAME", "2024-01-01", "LOG_FAILED_LOGIN_ATTEMPTS", "on"));
    assertThat(stack.mail())
        .isEqualTo(MailSpec.smtp("smtp.example.org", 587, "007", SecretSource.of("0123")));
  }

  static Stream<Arguments> faults() {
    String plausible = "services:\n  plausible:\n    image: " + CE + "\n    environment:\n      ";
    return Stream.of(
        Arguments.of("- a\n- b\n", "is not a compose file"),
        Arguments.of(
            "services:\n  a: {image: x}\n  a: {image: y}\n", "a key that is there already"),
        Arguments.of("services: {umami: {image: umami}}\n", "has no service that runs Plausible"),
        Arguments.of("networks: {}\n", "has no service that runs Plausible"),
        Arguments.of("include: [a.yml]\nservices: {}\n", "include names a file that is not there"),
        Arguments.of(
            plausible + "- BASE_URL=" + URL + "\n      - SECRET_KEY_BASE\n",
            "SECRET_KEY_BASE comes from the shell"),
        Arguments.of(
            plausible
                + "- BASE_URL="
                + URL
                + "\n    secrets: [SECRET_KEY_BASE]\nsecrets: {SECRET_KEY_BASE: {external: true}}\n",
            "SECRET_KEY_BASE is a compose secret whose content is not in the files"),
        Arguments.of(
            plausible + "- BASE_URL=" + URL + "\n      - SESSION_KEY=@KEY@\n",
            "SESSION_KEY looks like Plausible's secret key"),
        Arguments.of(plausible + "  BASE_URL: [" + URL + "]\n", "a list or a map where one value"),
        Arguments.of(
            plausible
                + "  BASE_URL: "
                + URL
                + "\n  b: {image: \""
                + CE
                + "\", environment: {BASE_URL: https://b.example.org}}\n",
            "service b BASE_URL belongs to another Plausible than service plausible"),
        Arguments.of(
            "services: {p: {image: plausible/analytics, environment: {BASE_URL: " + URL + "}}}\n",
            "service p image has a tag without a version"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whatCannotBeTakenOverIsSaid(String text, String message) {
    assertThatThrownBy(() -> read("compose.yml", text).toBuilder())
        .isInstanceOf(StackValidationException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining(Stacks.MARK);
  }

  @Test
  void aSecretThatACommandOfOnesOwnReadsIsNotTakenForNone() throws IOException {
    ComposeImport read =
        read(
            "compose.yml",
            "services:\n  plausible:\n    image: "
                + CE
                + "\n    secrets: [skb]\n    environment: {BASE_URL: "
                + URL
                + "}\nsecrets: {skb: {file: skb.txt}}\n",
            "skb.txt",
            "@KEY@\n");

    assertThat(read.problems())
        .extracting(Problem::field)
        .containsExactly("service plausible secret skb");
    assertThat(read.toString()).doesNotContain(Stacks.MARK).doesNotContain("is generated");
  }

  @Test
  void serversThatAreNewerThanThoseOfTheReleaseStaySo() throws IOException {
    ComposeImport read =
        read(
            "compose.yml",
            "services:\n  db: {image: 'postgres:18-alpine'}\n"
                + "  ch: {image: 'clickhouse/clickhouse-server:25.8.2-alpine'}\n"
                + "  plausible: {image: '"
                + CE
                + "', environment: {BASE_URL: "
                + URL
                + "}}\n");

    PlausibleRelease release = read.toBuilder().build().release();
    assertThat(release.postgresImage()).isEqualTo("docker.io/library/postgres:18-alpine");
    assertThat(release.clickHouseImage())
        .isEqualTo("docker.io/clickhouse/clickhouse-server:25.8-alpine");
  }

  @Test
  void theFirstReleasesHaveThePublicImage() throws IOException {
    PlausibleStack.Builder stack =
        read(
            "compose.yml",
            "services: {p: {image: 'plausible/analytics:v1.3', environment: {BASE_URL: "
                + URL
                + "}}}\n")
            .toBuilder();

    assertThat(stack.architecture(Architecture.AMD64).build().release().plausibleImage())
        .isEqualTo("docker.io/plausible/analytics:v1.3.0");
  }

  @Test
  void everyLineOfOtherServicesAndOfSecretsIsAccountedFor() throws IOException {
    ComposeImport read =
        read(
            "compose.yml",
            """
            services:
              immich-db: {image: "postgres:14", environment: {POSTGRES_USER: immich}}
              tunnel: {image: cloudflare/cloudflared, environment: {TUNNEL_TOKEN: "@KEY@"}}
              db:
                image: timescale/timescaledb:latest-pg16
                environment: {POSTGRES_USER_FILE: /run/secrets/user}
                secrets: [user]
                volumes: ["./pg.conf:/etc/postgresql/postgresql.conf", 'C:\\data:/var/lib/postgresql']
              ch:
                image: altinity/clickhouse-server:24.3
                volumes: ["./own.xml:/etc/clickhouse-server/config.d/own.xml:ro"]
              plausible:
                image: %s
                environment:
                  BASE_URL: %s
                  SECRET_KEY_BASE: "@KEY@"
                  DATABASE_URL: postgres://plausible:@KEY@@db/plausible
                  MAILER_EMAIL:
                secrets: [more]
                volumes: [geoip:/geoip]
            secrets: {user: {file: user.txt}, more: {file: more.txt}}
            """
                .formatted(CE, URL),
            "user.txt",
            "owner\n");

    assertThat(read.toBuilder().build().postgres())
        .isEqualTo(PostgresSpec.managed().withDatabase("plausible").withSuperuser("owner"));
    assertThat(outcome(read, "POSTGRES_USER")).isEqualTo("it belongs to another program");
    assertThat(outcome(read, "TUNNEL_TOKEN")).contains("ExposureSpec.tunnelToken");
    assertThat(outcome(read, "MAILER_EMAIL")).contains("its value comes from the shell");
    assertThat(outcome(read, "secret more")).isEqualTo("Plausible does not read it");
    assertThat(outcome(read, "volume /etc/postgresql/postgresql.conf")).contains("withParameters");
    assertThat(outcome(read, "volume /var/lib/postgresql")).contains("the data in C:\\data");
    assertThat(outcome(read, "volume /etc/clickhouse-server/config.d/own.xml"))
        .contains("withServerFiles");
    assertThat(outcome(read, "volume /geoip")).contains("customize");
    assertThat(read.toString()).doesNotContain(Stacks.MARK);
  }
}
