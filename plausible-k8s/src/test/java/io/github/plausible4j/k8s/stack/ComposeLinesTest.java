package io.github.plausible4j.k8s.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.k8s.Stacks;
import io.github.plausible4j.k8s.stack.ComposeImport.Item;
import io.github.plausible4j.k8s.validation.Problem;
import io.github.plausible4j.k8s.validation.StackValidationException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of files of variables, as people and their tools write them. */
class ComposeLinesTest {
  private static final String BASE = "BASE_URL=https://stats.example.org\n";
  @TempDir Path directory;

  private ComposeImport read(String text) throws IOException {
    return PlausibleStack.fromCompose(Files.writeString(directory.resolve("a.env"), text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\r", "\n", "\n\n"})
  void linesEndAsOnAnySystem(String end) throws IOException {
    ComposeImport read =
        read("\ufeff" + (BASE + "SECRET_KEY_BASE=" + Stacks.KEY_BASE + "\n").replace("\n", end));

    assertThat(read.toBuilder().build().baseUrl()).isEqualTo("https://stats.example.org");
    assertThat(read.used()).hasSize(2);
  }

  static Stream<Charset> charsets() {
    return Stream.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);
  }

  @ParameterizedTest
  @MethodSource("charsets")
  void aFileOfAnotherEncodingIsNotReadByHalves(Charset charset) throws IOException {
    Path file = Files.write(directory.resolve("a.env"), BASE.getBytes(charset));

    assertThatThrownBy(() -> PlausibleStack.fromCompose(file))
        .isInstanceOf(StackValidationException.class)
        .hasMessageContaining("a.env is not text in UTF-8; save it as UTF-8");
  }

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of("'it\\'s mine'", "it's mine"),
        Arguments.of("\"say \\\"yes\\\"\"", "say \"yes\""),
        Arguments.of("'5$ and ${SIX}'", "5$ and ${SIX}"),
        Arguments.of(
            "\u00a0between spaces that do not break\u00a0", "between spaces that do not break"),
        Arguments.of("a b # comment", "a b"),
        Arguments.of("O'Brien", "O'Brien"),
        Arguments.of("${NONE:-${ALSO_NONE:-both}}", "both"),
        Arguments.of("${BASE_URL:+set}", "set"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void valuesAreReadAsComposeReadsThem(String written, String value) throws IOException {
    assertThat(read(BASE + "MAILER_NAME=" + written + "\n").toBuilder().build().settings())
        .containsEntry("MAILER_NAME", value);
  }

  @Test
  void twoVariablesOnALineAreAProblemAndAreNotShown() throws IOException {
    ComposeImport read =
        read("export BASE_URL=https://a.example.org SECRET_KEY_BASE=" + Stacks.KEY_BASE + "\n");

    assertThat(read.problems().get(0).toString()).contains("a.env line 1 seems to have two");
    assertThat(read.toString()).doesNotContain(Stacks.MARK);
  }

  @Test
  void aLineThatALaterOneReplacesIsNamed() throws IOException {
    ComposeImport read =
        read("LOG_LEVEL=debug\nMAILER_NAME=a\n" + BASE + "LOG_LEVEL=info\nMAILER_NAME=a");

    assertThat(read.notUsed()).extracting(Item::name).containsExactly("LOG_LEVEL (above)");
    assertThat(read.toBuilder().build().settings()).containsEntry("LOG_LEVEL", "info");
  }

  @ParameterizedTest
  @CsvSource({
    "DB_URL, DATABASE_URL",
    "POSTGRES_URL, DATABASE_URL",
    "DATABASE_URI, DATABASE_URL",
    "PLAUSIBLE_DB_URL, DATABASE_URL",
    "CLICKHOUSE_URL, CLICKHOUSE_DATABASE_URL",
    "CLICKHOUSE_DB_URL, CLICKHOUSE_DATABASE_URL",
    "PLAUSIBLE_CLICKHOUSE_URL, CLICKHOUSE_DATABASE_URL",
    "TOTP_KEY, TOTP_VAULT_KEY",
    "TOTP_SECRET, TOTP_VAULT_KEY",
    "POSTMARK_TOKEN, POSTMARK_API_KEY",
    "SENDGRID_KEY, SENDGRID_API_KEY",
    "ENABLE_REGISTRATION, DISABLE_REGISTRATION",
    "ALLOW_SIGNUP, DISABLE_REGISTRATION",
    "MAIL_FROM_ADDRESS, MAILER_EMAIL",
    "SMTP_SECURE, SMTP_HOST_SSL_ENABLED",
    "PLAUSIBLE_SMTP_PASSWORD, SMTP_USER_PWD"
  })
  void otherWordsForAVariableLeadToIt(String name, String right) throws IOException {
    assertThat(read(BASE + name + "=" + Stacks.MARK).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.field()).isEqualTo(name);
              assertThat(problem.remedy()).startsWith("rename it to " + right + " if");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PGID",
        "MAILNAME",
        "IMMICH_DB_URL",
        "CLICKHOUSE_DATABASE_NAME",
        "UMASK",
        "OIDC_CLIENT_SECRET",
        "GEOIPUPDATE_LICENSE_KEY",
        "VIRTUAL_HOST",
        "LETSENCRYPT_HOST",
        "HTTP_PROXY"
      })
  void namesOfOtherProgramsAreNotUsed(String name) throws IOException {
    ComposeImport read = read(BASE + name + "=" + Stacks.MARK);

    assertThat(read.problems()).isEmpty();
    assertThat(read.notUsed()).extracting(Item::name).containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CLICKHOUSE_DATABASE_URL=http://plausible_events_db:8123",
        "CLICKHOUSE_DATABASE_URL=http://u:p@plausible_events_db:8123/?database=stats",
        "DATABASE_URL=postgres://u:p@plausible_db:5432",
        "DATABASE_URL=postgres://u:p@db.example.org/"
      })
  void anAddressThatNamesNoDatabaseIsAProblem(String line) throws IOException {
    assertThat(read(BASE + line).problems())
        .extracting(Problem::rule)
        .containsExactly("names no database");
  }

  @Test
  void theDatabasesOfAServerAreTakenWhereTheAddressIsElsewhere() throws IOException {
    PlausibleStack stack =
        read(BASE + "POSTGRES_USER=owner\nPOSTGRES_DB=stats\nCLICKHOUSE_DB=stats_events\n")
            .toBuilder()
            .build();

    assertThat(stack.postgres())
        .isEqualTo(PostgresSpec.managed().withDatabase("stats").withSuperuser("owner"));
    assertThat(stack.clickHouse()).isEqualTo(ClickHouseSpec.managed().withDatabase("stats_events"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ENABLE_EMAIL_VERIFICATION=maybe", "ENABLE_EMAIL_VERIFICATION=2"})
  void aWordThatIsNeitherYesNorNoIsAProblem(String line) throws IOException {
    assertThat(read(BASE + line).problems())
        .extracting(Problem::rule)
        .containsExactly("is neither true nor false");
  }

  @Test
  void oneLongNameDoesNotWidenTheWholeTable() throws IOException {
    StringBuilder lines = new StringBuilder(BASE).append("X".repeat(100_000)).append("=1\n");
    for (int i = 0; i < 1000; i++) {
      lines.append("NAME_").append(i).append("=1\n");
    }

    assertThat(read(lines.toString()).toString().length()).isLessThan(300_000);
  }

  @Test
  void whatTheErlangRuntimeReadsIsPassedOnOrLeftToTheStack() throws IOException {
    ComposeImport read =
        read(BASE + "ERL_AFLAGS=-proto_dist inet6_tcp\nRELEASE_COOKIE=" + Stacks.MARK + "\n");

    assertThat(read.toBuilder().build().settings())
        .containsEntry("ERL_AFLAGS", "-proto_dist inet6_tcp");
    assertThat(read.leftToStack()).extracting(Item::name).contains("RELEASE_COOKIE");
    assertThat(read.toString()).doesNotContain(Stacks.MARK);
  }
}
