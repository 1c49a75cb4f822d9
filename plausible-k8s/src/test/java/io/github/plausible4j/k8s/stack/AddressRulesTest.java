package io.github.plausible4j.k8s.stack;

import static io.github.plausible4j.k8s.Refusal.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.k8s.Refusal;
import io.github.plausible4j.k8s.Stacks;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses and hosts as people really write them. */
class AddressRulesTest {
  private static final SecretSource PASSWORD = SecretSource.of("secret");

  static Stream<Arguments> wrong() {
    return Stream.of(
        row("mail.host", "host", s -> s.mail(MailSpec.smtp("", 25))),
        row("mail.host", "host", s -> s.mail(MailSpec.smtp("relay.example.org:587", 587))),
        row("mail.host", "host", s -> s.mail(MailSpec.smtp("smtp://relay", 587))),
        row("mail.user", "blank", s -> s.mail(MailSpec.smtp("h", 587, "a\nb", PASSWORD))),
        row("mail.domain", "host", s -> s.mail(MailSpec.mailgun(PASSWORD, "https://x.org"))),
        row("mail.from", "e-mail", s -> s.mail(MailSpec.none().withFrom("Me <me@x.org>"))),
        row("storage.server", "host", s -> s.storage(StorageSpec.nfs("nas.local:2049", "/e"))),
        row("storage.server", "host", s -> s.storage(StorageSpec.nfs("nas\n", "/e"))),
        row("storage.path", "absolute", s -> s.storage(StorageSpec.nfs("nas", "/a/../b"))),
        row("storage.path", "absolute", s -> s.storage(StorageSpec.nfs("nas", "/a\nb"))),
        row("storage.options", "single mount option", s -> s.storage(option("soft,intr"))),
        row("storage.options", "single mount option", s -> s.storage(option("Soft"))),
        row("storage.options", "not safe", s -> s.storage(option("softerr"))),
        row("storage.options", "not safe", s -> s.storage(option("nfsvers=4.0"))),
        row("storage.options", "not safe", s -> s.storage(option("vers=3.0"))),
        row("storage.options", "not safe", s -> s.storage(option("proto=udp"))),
        row(
            "postgres.url",
            "not a valid address",
            s -> s.postgres(postgres("postgres://u@h:99999/d"))),
        row("postgres.url", "not a valid address", s -> s.postgres(postgres("postgres://u@h/d#x"))),
        row(
            "postgres.url",
            "CA certificates",
            s -> s.postgres(postgres("postgres://u@h/d?sslmode=verify-full"))));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("wrong")
  void whatIsNoHostOrLeadsNowhereIsReported(
      String field, String rule, UnaryOperator<PlausibleStack.Builder> change) {
    Refusal.check(field, rule, change);
  }

  /** Java takes none of these apart, so nothing in them may be shown. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://postgres:" + Stacks.MARK + "@plausible_db:5432/plausible_db",
        "postgres://u:" + Stacks.MARK + "#1@h/d",
        "postgres://u:" + Stacks.MARK + "/2@h/d",
        "postgres://u:a b" + Stacks.MARK + "@h/d",
        "mysql://u:" + Stacks.MARK + "@my_db/d",
        "postgres://u:" + Stacks.MARK + "@h/d"
      })
  void anAddressWithAPasswordIsRefusedWithoutShowingIt(String url) {
    Refusal.check("postgres.url", "", s -> s.postgres(postgres(url)));
    Refusal.check("clickHouse.url", "", s -> s.clickHouse(ClickHouseSpec.external(url, PASSWORD)));
    Refusal.check("mail.host", "", s -> s.mail(MailSpec.smtp(url, 25)));
    assertThatThrownBy(PlausibleStack.builder(url.replace("postgres:", "https:"))::build)
        .hasMessageContaining("baseUrl")
        .hasMessageNotContaining(Stacks.MARK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://stats.example.org:99999",
        "https://stats.example.org:0",
        "https://stats.example.org.",
        "https://stats_x.example.org",
        "https://m\u00fcnchen.example.org",
        "https://a1234567890123456789012345678901234567890123456789012345678901234567890.example.org"
      })
  void aHostThatNobodyReachesIsReported(String baseUrl) {
    assertThatThrownBy(PlausibleStack.builder(baseUrl)::build).hasMessageContaining("baseUrl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://example.org/stats", "https://example.org/a/b/"})
  void aPathIsRefusedWhereTheStackItselfLeadsVisitorsIn(String baseUrl) {
    for (ExposureSpec exposure :
        List.of(
            ExposureSpec.ingress(),
            ExposureSpec.gateway("gateways", "public"),
            ExposureSpec.tunnelToken(Stacks.TUNNEL_TOKEN))) {
      assertThatThrownBy(PlausibleStack.builder(baseUrl).exposure(exposure)::build)
          .hasMessageContaining("works only at the root of a host");
    }
    assertThat(PlausibleStack.builder(baseUrl).build().host()).isEqualTo("example.org");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://stats.example.org/",
        "https://stats.example.org///",
        " https://stats.lan "
      })
  void slashesAndBlanksAtTheEndsAreNoPartOfIt(String baseUrl) {
    assertThat(PlausibleStack.builder(baseUrl).exposure(ExposureSpec.ingress()).build().baseUrl())
        .startsWith("https://stats.")
        .doesNotEndWith("/")
        .doesNotContain(" ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://stats", "https://localhost"})
  void aTunnelEndsInAZone(String baseUrl) {
    assertThatThrownBy(
            PlausibleStack.builder(baseUrl).exposure(ExposureSpec.tunnelToken(Stacks.TUNNEL_TOKEN))
                ::build)
        .hasMessageContaining("cannot be in a Cloudflare zone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nas", "NAS.local", "192.0.2.7", "2001:db8::7", "nas_1.lan"})
  void hostsOfAllKindsAreTaken(String host) {
    PlausibleStack stack =
        PlausibleStack.builder(Stacks.BASE_URL)
            .storage(StorageSpec.nfs(host, "/exports/my data"))
            .mail(MailSpec.smtp(host, 587))
            .build();
    assertThat(stack.storage()).isEqualTo(StorageSpec.nfs(host, "/exports/my data"));
  }

  private static PostgresSpec postgres(String url) {
    return PostgresSpec.external(url, PASSWORD);
  }

  private static StorageSpec.Nfs option(String option) {
    return StorageSpec.nfs("nas.local", "/exports", List.of(option), null);
  }

  /** Before a stack is built, nobody has refused it yet. */
  @Test
  void aPasswordInAnAddressIsNotShownByTheSpecEither() {
    String url = "://u:" + Stacks.MARK + "@h/d";

    assertThat(PostgresSpec.external("postgres" + url, PASSWORD))
        .hasToString("External[url=postgres://****@h/d, password=SecretValue[****]]");
    assertThat(ClickHouseSpec.external("https" + url, PASSWORD))
        .hasToString("External[url=https://****@h/d, password=SecretValue[****]]");
  }
}
