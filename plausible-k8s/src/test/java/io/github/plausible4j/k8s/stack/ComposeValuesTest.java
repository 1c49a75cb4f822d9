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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** References and placeholders instead of values, and names of other programs. */
class ComposeValuesTest {
  private static final String BASE = "BASE_URL=https://stats.example.org\n";
  @TempDir Path directory;

  private ComposeImport read(String text) throws IOException {
    return PlausibleStack.fromCompose(Files.writeString(directory.resolve("a.env"), text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ENC[AES256_GCM,data:%s,iv:1=,tag:2=,type:str]",
        "encrypted:%s",
        "op://vault/plausible/%s",
        "ref+vault://secret/plausible#%s",
        "'{{ %s }}'",
        "'<%s>'",
        "'$(openssl rand -base64 48 %s)'",
        "'`openssl rand -base64 48 %s`'"
      })
  void whatStandsForAValueIsNotTheValue(String form) throws IOException {
    ComposeImport read = read(BASE + "SECRET_KEY_BASE=" + form.formatted(Stacks.KEY_BASE) + "\n");

    assertThat(read.problems())
        .singleElement()
        .asString()
        .startsWith(
            "SECRET_KEY_BASE is a placeholder for a value that is kept or created elsewhere")
        .contains("write the value of SECRET_KEY_BASE itself");
    assertThat(read.toString()).doesNotContain(Stacks.MARK).doesNotContain("is generated");
  }

  @Test
  void addressesAndPublicValuesMayStandForOthersAsWell() throws IOException {
    ComposeImport read =
        read(
            """
            BASE_URL=https://{{ host }}
            DATABASE_URL=postgres://u:{{ pw }}@db.example.org/x
            MAXMIND_LICENSE_KEY=op://vault/maxmind/key
            OTHER=ENC[x]
            """);

    assertThat(read.problems())
        .extracting(Problem::field)
        .containsExactly("BASE_URL", "DATABASE_URL", "MAXMIND_LICENSE_KEY");
    assertThat(read.problems())
        .extracting(Problem::rule)
        .allMatch(rule -> rule.startsWith("is a placeholder for a value"));
  }

  @ParameterizedTest
  @CsvSource({
    "DATABASE_URL, sqlite:///var/lib/plausible.db",
    "DATABASE_URL, mysql://u:p@db:3306/plausible",
    "DATABASE_URL, jdbc:postgresql://db:5432/plausible?user=u&password=p",
    "CLICKHOUSE_DATABASE_URL, clickhouse://u:p@ch:9000/plausible",
    "CLICKHOUSE_DATABASE_URL, tcp://ch:9000/plausible",
    "CLICKHOUSE_DATABASE_URL, postgres://u:p@ch/plausible"
  })
  void anAddressOfAnotherKindIsAProblem(String name, String address) throws IOException {
    assertThat(read(BASE + name + "=" + address).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.field()).isEqualTo(name);
              assertThat(problem.rule()).contains("does not begin with");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "postgresql", "ecto"})
  void theSchemesOfPostgresAreTaken(String scheme) throws IOException {
    assertThat(
            read(BASE + "DATABASE_URL=" + scheme + "://u:p@db/stats").toBuilder()
                .build()
                .postgres())
        .isEqualTo(PostgresSpec.managed().withDatabase("stats").withSuperuser("u"));
  }

  @Test
  void theLoginOfARelaysAddressIsNotShown() throws IOException {
    ComposeImport read =
        read(BASE + "SMTP_HOST_ADDR=smtp://user:" + Stacks.MARK + "@smtp.example.org:587\n");

    assertThat(read.toString()).contains("SMTP_HOST_ADDR").doesNotContain(Stacks.MARK);
  }

  @Test
  void anAddressThatPodsDoNotHaveIsNotListenedOn() throws IOException {
    for (String address : new String[] {"127.0.0.1", "::1", "172.17.0.1", "192.168.1.20"}) {
      ComposeImport read = read(BASE + "LISTEN_IP=" + address);

      assertThat(read.toBuilder().build().settings()).as(address).isEmpty();
      assertThat(read.leftToStack()).extracting(Item::name).contains("LISTEN_IP");
    }
    assertThat(read(BASE + "LISTEN_IP=::").toBuilder().build().settings())
        .containsEntry("LISTEN_IP", "::");
  }

  @Test
  void aSocketOfAnOldReleaseIsTheStacksOwnDatabase() throws IOException {
    Files.writeString(
        directory.resolve("compose.yml"),
        """
        services:
          plausible:
            image: plausible/analytics:v2.0.0
            environment:
              BASE_URL: https://stats.example.org
              DATABASE_URL: postgres://u:p@elsewhere.example.org/unused
              DATABASE_SOCKET_DIR: /run/postgresql
              DATABASE_NAME: stats
        """);

    ComposeImport read = PlausibleStack.fromCompose(directory);

    PlausibleStack stack = read.toBuilder().build();
    assertThat(stack.postgres()).isEqualTo(PostgresSpec.managed().withDatabase("stats"));
    assertThat(stack.settings()).isEmpty();
    assertThat(read.used()).extracting(Item::name).contains("DATABASE_SOCKET_DIR", "DATABASE_NAME");
    assertThat(read.notUsed()).extracting(Item::name).contains("DATABASE_URL");
  }

  @Test
  void namesThatOnlyOthersHaveAreNotUsed() throws IOException {
    ComposeImport read =
        read(
            BASE
                + "traefik.enable=true\nMY-VAR=x\nHomepage_Var="
                + Stacks.MARK
                + "\nNAMES[0]=x\nexport PATH\nTZ: Europe/Berlin\nMAILER_NAME: Stats\n");

    assertThat(read.problems()).isEmpty();
    assertThat(read.notUsed())
        .extracting(Item::name)
        .containsExactly("traefik.enable", "MY-VAR", "Homepage_Var", "NAMES[0]", "TZ");
    assertThat(read.toBuilder().build().settings()).containsEntry("MAILER_NAME", "Stats");
    assertThat(read.toString()).doesNotContain(Stacks.MARK);
  }

  @Test
  void anInvalidPathIsAProblem() throws IOException {
    Files.writeString(
        directory.resolve("compose.yml"),
        """
        services:
          plausible:
            image: ghcr.io/plausible/community-edition:v3.2.1
            env_file: "a\\0b"
            extends: {file: "a\\0b", service: x}
            secrets: [x]
            environment: {BASE_URL: "https://stats.example.org"}
        secrets: {x: {file: "a\\0b"}}
        """);

    assertThat(PlausibleStack.fromCompose(directory).problems())
        .extracting(Problem::rule)
        .contains("is not a path");
  }

  @Test
  void aBlankBeforeTheSignOfEqualityBelongsToTheName() throws IOException {
    Files.writeString(
        directory.resolve("compose.yml"),
        """
        services:
          plausible:
            image: ghcr.io/plausible/community-edition:v3.2.1
            environment: ["BASE_URL=https://stats.example.org", "DISABLE_REGISTRATION =true"]
        """);

    assertThat(PlausibleStack.fromCompose(directory).problems())
        .extracting(Problem::toString)
        .containsExactly(
            "DISABLE_REGISTRATION has a space in its name, so Plausible does not read it; write"
                + " DISABLE_REGISTRATION=value without a space before the =");
  }
}
