package io.github.plausible4j.k8s.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.k8s.validation.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host in an address is: a service of the project, this machine, or a server elsewhere. */
class ComposeHostsTest {
  private static final String COMPOSE =
      """
      services:
        db:
          image: postgres:16-alpine
          container_name: pg.stats.lan
          hostname: pg
          domainname: example.lan
          environment: {POSTGRES_USER: owner}
          networks:
            stats: {ipv4_address: 10.5.0.2, ipv6_address: "fd00::2", aliases: [base.stats.lan]}
        plausible:
          image: ghcr.io/plausible/community-edition:v3.2.1
          links: ["db:linked.stats.lan"]
          external_links: ["other_db_1:other.stats.lan"]
          extra_hosts: ["host.stats.lan:host-gateway", "named.stats.lan=192.168.1.5"]
          environment:
            BASE_URL: https://stats.example.org
            DATABASE_URL: postgres://u:p@%s:5432/plausible
            SMTP_HOST_ADDR: "%s"
      networks: {stats: {ipam: {config: [{subnet: 10.5.0.0/16}]}}}
      """;

  @TempDir Path directory;

  private ComposeImport read(String database, String relay) throws IOException {
    Files.writeString(directory.resolve("compose.yml"), COMPOSE.formatted(database, relay));
    return PlausibleStack.fromCompose(directory);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db",
        "DB",
        "pg",
        "pg.stats.lan",
        "pg.example.lan",
        "base.stats.lan",
        "linked.stats.lan",
        "tasks.db",
        "db.stats",
        "db.project_stats",
        "db.project_default",
        "10.5.0.2",
        "[fd00::2]",
        "host.stats.lan",
        "host.docker.internal",
        "172.17.0.1",
        "0.0.0.0"
      })
  void aServiceByAnyOfItsNamesIsTheStacksOwn(String host) throws IOException {
    ComposeImport read = read(host, "smtp.example.org");

    assertThat(read.toBuilder().build().postgres())
        .isEqualTo(PostgresSpec.managed().withDatabase("plausible").withSuperuser("owner"));
    assertThat(read(host, host.replaceAll("[\\[\\]]", "")).problems())
        .extracting(Problem::field)
        .contains("SMTP_HOST_ADDR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tasks.elsewhere", "other.stats.lan", "elsewhere"})
  void aContainerOfAnotherProjectIsTheStacksOwnWithItsUser(String host) throws IOException {
    assertThat(read(host, "smtp.example.org").toBuilder().build().postgres())
        .isEqualTo(PostgresSpec.managed().withDatabase("plausible").withSuperuser("u"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"172.18.0.3", "172.31.255.1", "10.5.7.7", "named.stats.lan"})
  void anAddressThatNoServiceHasIsAProblemAndNoServerElsewhere(String host) throws IOException {
    ComposeImport read = read(host, host);

    assertThat(read.problems())
        .extracting(Problem::field)
        .containsExactly("DATABASE_URL", "SMTP_HOST_ADDR");
    assertThat(read.problems().get(0).toString())
        .containsAnyOf("Docker's networks that no service of the files has", "extra_hosts")
        .contains("write the name of the service, or an address that the cluster can reach")
        .doesNotContain(":p@");
  }

  @ParameterizedTest
  @ValueSource(strings = {"172.16.0.3", "172.32.0.3", "10.6.0.2", "192.168.1.10", "db.example.org"})
  void aServerElsewhereStays(String host) throws IOException {
    assertThat(read(host, host).toBuilder().build().postgres())
        .isEqualTo(
            PostgresSpec.external(
                "postgres://u@" + host + ":5432/plausible", SecretSource.of("p")));
  }

  @Test
  void aFileOfVariablesAloneKnowsNoServices() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("plausible.env"),
            """
            BASE_URL=https://stats.example.org
            S3_ENDPOINT=http://172.19.0.4:9000
            CLICKHOUSE_DATABASE_URL=http://u:p@172.20.0.2:8123/events
            """);

    assertThat(PlausibleStack.fromCompose(file).problems())
        .extracting(Problem::rule)
        .isEqualTo(
            List.of(
                "is an address of Docker's networks that no service of the files has",
                "has an address of Docker's networks that no service of the files has"));
  }
}
