package io.github.plausible4j.k8s.stack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.k8s.Stacks;
import io.github.plausible4j.k8s.stack.ComposeImport.Item;
import io.github.plausible4j.k8s.validation.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compose files that include others, each with its own directory and variables. */
class ComposeIncludesTest {
  private static final String PLAUSIBLE =
      """
      services:
        plausible:
          image: ghcr.io/plausible/community-edition:v3.2.1
          env_file: keys.env
          environment: {BASE_URL: "https://${HOST}", LOG_LEVEL: "${LEVEL:-info}"}
          secrets: [TOTP_VAULT_KEY]
      secrets: {TOTP_VAULT_KEY: {file: ./totp}}
      """;

  private static final String TOTP_KEY =
      Base64.getEncoder().encodeToString("a-key-of-thirty-two-bytes-000000".getBytes(US_ASCII));

  @TempDir Path directory;

  private Path write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text.replace("@KEY@", Stacks.KEY_BASE));
  }

  /** The project of Plausible in a directory below, as somebody else wrote it. */
  private void below() throws IOException {
    write("stats/compose.yml", PLAUSIBLE);
    write("stats/keys.env", "SECRET_KEY_BASE=@KEY@\n");
    write("stats/totp", TOTP_KEY);
    write("stats/.env", "HOST=stats.example.org\nLEVEL=debug\n");
  }

  private ComposeImport read(String top) throws IOException {
    write("compose.yml", top);
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "include: [stats/compose.yml]",
        "include: ['./stats/compose.yml']",
        "include: stats/compose.yml",
        "include: [{path: stats/compose.yml}]",
        "include: [{path: [stats/compose.yml]}]",
        "include: ['${PLACE:-stats}/compose.yml']",
        "include: [{path: stats/compose.yml, project_directory: stats}]",
        "include: [{path: stats/compose.yml, env_file: stats/.env}]",
        "include: [{path: stats/compose.yml, env_file: [/dev/null, ./stats/.env]}]",
        "services: {proxy: {image: caddy}}\ninclude: [stats/compose.yml]"
      })
  void anIncludedProjectIsReadFromItsOwnDirectoryWithItsOwnVariables(String top)
      throws IOException {
    below();

    ComposeImport read = read(top + "\n");

    assertThat(read.problems()).isEmpty();
    assertThat(read.used())
        .extracting(Item::name)
        .contains("BASE_URL", "SECRET_KEY_BASE", "TOTP_VAULT_KEY");
    assertThat(read.toBuilder().build().baseUrl()).hasToString("https://stats.example.org");
    assertThat(read.toString()).doesNotContain(Stacks.KEY_BASE).doesNotContain(TOTP_KEY);
  }

  @Test
  void variablesOfTheIncludingProjectComeFirst() throws IOException {
    below();
    write(".env", "HOST=other.example.org\n");

    ComposeImport read = read("include: [stats/compose.yml]\n");

    assertThat(read.problems()).isEmpty();
    assertThat(read.toBuilder().build().baseUrl()).hasToString("https://other.example.org");
  }

  @Test
  void eachIncludedProjectHasItsOwnVariables() throws IOException {
    below();
    write("proxy/compose.yml", "services: {proxy: {image: \"caddy:${LEVEL}\"}}\n");
    write("proxy/.env", "HOST=proxy.example.org\nLEVEL=2\n");

    ComposeImport read = read("include: [stats/compose.yml, proxy/compose.yml]\n");

    assertThat(read.problems()).isEmpty();
    assertThat(read.toBuilder().build().baseUrl()).hasToString("https://stats.example.org");
  }

  @Test
  void aProjectDirectoryIsWhereRelativePathsBegin() throws IOException {
    below();
    write("files/plausible.yml", PLAUSIBLE);

    ComposeImport read =
        read("include: [{path: files/plausible.yml, project_directory: ./stats}]\n");

    assertThat(read.problems()).isEmpty();
    assertThat(read.used()).extracting(Item::name).contains("SECRET_KEY_BASE", "TOTP_VAULT_KEY");
  }

  @Test
  void severalPathsOfOneEntryAndAnOverrideChangeAnIncludedService() throws IOException {
    below();
    write(
        "stats/over.yml",
        "services: {plausible: {environment: {BASE_URL: 'https://a.example.org'}}}\n");
    write(
        "compose.override.yml",
        "services: {plausible: {environment: {DISABLE_REGISTRATION: 'true'}}}\n");

    ComposeImport read = read("include: [{path: [stats/compose.yml, stats/over.yml]}]\n");

    assertThat(read.problems()).isEmpty();
    assertThat(read.toBuilder().build().baseUrl()).hasToString("https://a.example.org");
    assertThat(read.used()).extracting(Item::name).contains("DISABLE_REGISTRATION");
  }

  @Test
  void anIncludedFileIncludesOthersFromItsOwnDirectory() throws IOException {
    below();
    write("stats/all/compose.yml", "include: [../compose.yml]\n");

    ComposeImport read = read("include: [stats/all/compose.yml]\n");

    assertThat(read.problems()).isEmpty();
    assertThat(read.toBuilder().build().baseUrl()).hasToString("https://stats.example.org");
  }

  @Test
  void keysThatAreMountedBesideAnIncludedFileAreFoundThere() throws IOException {
    below();
    write("stats/kept/SECRET_KEY_BASE", "@KEY@");
    write(
        "stats/compose.yml",
        """
        services:
          plausible:
            image: ghcr.io/plausible/community-edition:v3.2.1
            environment: {BASE_URL: "https://${HOST}"}
            volumes: ['./kept:/run/secrets:ro']
        """);

    ComposeImport read = read("include: [stats/compose.yml]\n");

    assertThat(read.problems()).isEmpty();
    assertThat(read.used()).extracting(Item::name).contains("SECRET_KEY_BASE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "include: [gone/compose.yml] | names a file that is not there",
        "include: [{path: stats/compose.yml, env_file: gone.env}] | names a file that is not there",
        "include: [compose.yml, stats/compose.yml] | includes files in a circle",
        "include: ['oci://docker.io/some/stack'] | on another machine",
        "include: ['https://github.com/some/stack.git'] | on another machine",
        "{services: {plausible: {image: caddy}}, include: [stats/compose.yml]} | is in an included file, too",
        "{secrets: {TOTP_VAULT_KEY: {file: x}}, include: [stats/compose.yml]} | is in an included file, too",
        "include: [{path: [[1]]}] | is a list or a map where one value is due",
      })
  void whatCannotBeIncludedIsAProblem(String top, String rule) throws IOException {
    below();

    ComposeImport read = read(top + "\n");

    assertThat(read.problems()).extracting(Problem::rule).anyMatch(each -> each.contains(rule));
  }

  @Test
  void filesThatIncludeEachOtherEnd() throws IOException {
    below();
    write("a/compose.yml", "include: [../b/compose.yml, ../b/compose.yml, ../stats/compose.yml]\n");
    write("b/compose.yml", "include: [../a/compose.yml, ../a/compose.yml]\n");

    assertThat(read("include: [a/compose.yml, b/compose.yml]\n").problems())
        .extracting(Problem::rule)
        .anyMatch(rule -> rule.contains("in a circle, or more than 100"));
  }

  @Test
  void aProblemOfAnotherIncludedServiceIsNotOneOfPlausible() throws IOException {
    below();
    write("proxy/compose.yml", "services: {proxy: {image: \"caddy:${UNKNOWN}\"}}\n");

    assertThat(read("include: [stats/compose.yml, proxy/compose.yml]\n").problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key: {file: ./key}",
        "key: {environment: KEY}",
        "key: {content: '${KEY}'}",
        "key: {content: '@KEY@'}"
      })
  void aKeyInAConfigIsReadAndNotShown(String config) throws IOException {
    write("key", "@KEY@\n");
    write(".env", "KEY=@KEY@\n");

    ComposeImport read =
        read(
            """
            services:
              plausible:
                image: ghcr.io/plausible/community-edition:v3.2.1
                environment: {BASE_URL: 'https://stats.example.org'}
                configs: [{source: key, target: /run/secrets/SECRET_KEY_BASE, mode: 0440}]
            configs: {%s}
            """
                .formatted(config));

    assertThat(read.problems()).isEmpty();
    assertThat(read.used()).extracting(Item::name).contains("SECRET_KEY_BASE");
    assertThat(read.toString()).doesNotContain(Stacks.KEY_BASE).doesNotContain("is generated");
  }

  @Test
  void aKeyInAConfigOfDockersStoreIsAProblemAndNotGeneratedAgain() throws IOException {
    ComposeImport read =
        read(
            """
            services:
              plausible:
                image: ghcr.io/plausible/community-edition:v3.2.1
                environment: {BASE_URL: 'https://stats.example.org'}
                configs: [{source: key, target: /run/secrets/SECRET_KEY_BASE}]
            configs: {key: {external: true}}
            """);

    assertThat(read.problems()).extracting(Problem::field).containsExactly("SECRET_KEY_BASE");
  }

  @Test
  void filesOfClickHouseThatComeByConfigsAreReportedLikeVolumes() throws IOException {
    ComposeImport read =
        read(
            """
            services:
              plausible:
                image: ghcr.io/plausible/community-edition:v3.2.1
                environment: {BASE_URL: 'https://stats.example.org', SECRET_KEY_BASE: '@KEY@'}
              plausible_events_db:
                image: clickhouse/clickhouse-server:24.12-alpine
                configs:
                  - source: logs
                    target: /etc/clickhouse-server/config.d/logs.xml
                  - {source: low, target: /etc/clickhouse-server/users.d/low.xml}
                  - other
            configs:
              logs: {content: "<clickhouse><password>s3cret-of-logs</password></clickhouse>"}
              low: {file: ./low.xml}
              other: {environment: OTHER}
            """);

    assertThat(read.problems()).isEmpty();
    assertThat(outcome(read, "config /etc/clickhouse-server/config.d/logs.xml"))
        .contains("withServerFiles");
    assertThat(outcome(read, "config /etc/clickhouse-server/users.d/low.xml"))
        .contains("withUserFiles");
    assertThat(outcome(read, "config /other")).contains("customize");
    assertThat(read.toString()).doesNotContain("s3cret-of-logs");
  }
}
