package io.github.plausible4j.k8s.stack;

import static io.github.plausible4j.k8s.Refusal.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.plausible4j.k8s.Refusal;
import io.github.plausible4j.k8s.Rendered;
import io.github.plausible4j.k8s.Stacks;
import io.github.plausible4j.k8s.internal.render.Tier;
import io.github.plausible4j.k8s.release.Architecture;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.validation.Problem;
import io.github.plausible4j.k8s.validation.StackValidationException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackRulesTest {
  private static final String DIGEST = "sha256:" + "0".repeat(64);

  /** A change of a good stack, the field that is reported and a part of the rule. */
  static Stream<Arguments> wrong() {
    return Stream.of(
        row("name", "DNS label", s -> s.name("Plausible_1")),
        row("name", "DNS label", s -> s.name("x".repeat(41))),
        row("name", "begins with a digit", s -> s.name("1plausible")),
        row("namespace", "DNS label", s -> s.namespace("-a")),
        row("namespace", "reserved for Kubernetes", s -> s.namespace("kube-system")),
        row("imagePullSecret", "name", s -> s.imagePullSecret("My Secret")),
        row("release.version", "CVE-2026-8467", s -> s.release(version("3.2.0"))),
        row("release.version", "not a version", s -> s.release(version("latest"))),
        row("release.plausibleImage", "name of an image", s -> s.release(image("two words"))),
        row("release.plausibleImage", "another image", s -> s.release(image("a/b:latest"))),
        row(
            "release.clickHouseImage",
            "too old",
            s -> s.release(PlausibleRelease.CE_3_2.withClickHouseImage("ch:22.8"))),
        row(
            "release.plausibleImage",
            "amd64 only",
            s -> s.architecture(Architecture.ANY).release(PlausibleRelease.CE_1_5)),
        row("release.postgresImage", "no tag", s -> s.release(postgres("postgres@" + DIGEST))),
        row(
            "release.postgresImage",
            "no tag",
            s -> s.release(postgres("registry.lan/postgres:mine"))),
        row("secretKeyBase", "has 20 bytes", s -> s.secretKeyBase(secret("x".repeat(20)))),
        row("secretKeyBase", "white space", s -> s.secretKeyBase(secret(Stacks.KEY_BASE + "\n"))),
        row(
            "secretKeyBase",
            "control character",
            s -> s.secretKeyBase(secret("x".repeat(40) + "\n" + Stacks.KEY_BASE))),
        row("secretKeyBase", "blank", s -> s.secretKeyBase(secret(" "))),
        row(
            "secretKeyBase.secretName",
            "name",
            s -> s.secretKeyBase(SecretSource.existing("Not A Name", "key"))),
        row(
            "secretKeyBase.key",
            "valid key of a Secret",
            s -> s.secretKeyBase(SecretSource.existing("vault", "a key"))),
        row("totpVaultKey", "exactly 32 bytes", s -> s.totpVaultKey(secret("AAAA"))),
        row("totpVaultKey", "exactly 32 bytes", s -> s.totpVaultKey(secret("!".repeat(44)))),
        row("admin.email", "e-mail", s -> s.admin(AdminUser.of("me"))),
        row("admin.name", "blank", s -> s.admin(AdminUser.of("a@b.org").withName(" "))),
        row(
            "admin.password",
            "12 to 128",
            s -> s.admin(AdminUser.of("a@b.org").withPassword(secret("short")))),
        row(
            "name",
            "too long for the labels",
            s -> s.name("s".repeat(35)).clickHouse(ClickHouseSpec.altinity())),
        row("replicas", "less than one", s -> s.replicas(0)),
        row("replicas", "twice", s -> s.replicas(2)),
        row("nodeSelector", "label", s -> s.nodeSelector(Map.of("bad key", "x"))),
        row(
            "podSecurity",
            "root",
            s ->
                s.podSecurity(PodSecurity.RESTRICTED)
                    .storage(nfs("hard").withOwnership(OwnershipStrategy.CHOWN_INIT))),
        row("storage.server", "host", s -> s.storage(StorageSpec.nfs("nas/x", "/e"))),
        row("storage.path", "absolute", s -> s.storage(StorageSpec.nfs("nas", "e"))),
        row("storage.options", "not safe", s -> s.storage(nfs("soft"))),
        row(
            "storage.ownership",
            "no effect on NFS",
            s -> s.storage(nfs("hard").withOwnership(OwnershipStrategy.FS_GROUP))),
        row("storage.size", "quantity", s -> s.storage(StorageSpec.dynamic("fast", "ten"))),
        row("storage.size", "too small", s -> s.storage(StorageSpec.dynamic("fast", "100Mi"))),
        row("storage.storageClass", "name", s -> s.storage(StorageSpec.dynamic("Fast!", "9Gi"))),
        row("storage.name", "shared by", s -> s.storage(StorageSpec.existingClaim("one"))),
        row(
            "storage.name",
            "shared by postgres and plausible",
            s ->
                s.postgres(
                    PostgresSpec.managed()
                        .withStorage(StorageSpec.existingClaim("plausible-data")))),
        row(
            "postgres.storage",
            "operator",
            s -> s.storage(nfs("hard")).postgres(PostgresSpec.cloudNativePg(1))),
        row("postgres.instances", "less", s -> s.postgres(PostgresSpec.cloudNativePg(0))),
        row(
            "postgres.dataDirectory",
            "single directory",
            s -> s.postgres(PostgresSpec.managed().withDataDirectory("../x"))),
        row("postgres.url", "contains a password", s -> s.postgres(external("postgres://u:p@h/d"))),
        row("postgres.url", "no user", s -> s.postgres(external("postgres://h/d"))),
        row("postgres.url", "no database", s -> s.postgres(external("postgres://u@h"))),
        row("postgres.url", "of that database", s -> s.postgres(external("mysql://u@h/d"))),
        row("postgres.url", "not an address", s -> s.postgres(external("postgres://u@h /d"))),
        row(
            "postgres.url",
            "not an SSL mode",
            s -> s.postgres(external("postgres://u@h/d?sslmode=prefer"))),
        row(
            "postgres.password",
            "cannot be generated",
            s -> s.postgres(PostgresSpec.external("postgres://u@h/d", SecretSource.generated()))),
        row(
            "clickHouse.url",
            "of that database",
            s -> s.clickHouse(ClickHouseSpec.external("clickhouse://u@h/d", secret("x")))),
        row(
            "clickHouse.storage",
            "operator",
            s -> s.storage(nfs("hard")).clickHouse(ClickHouseSpec.altinity())),
        row(
            "exposure.host",
            "not the host of the base URL",
            s -> s.exposure(ExposureSpec.ingress().withHost("other.example.org"))),
        row(
            "exposure.className",
            "name",
            s -> s.exposure(ExposureSpec.ingress().withClassName("A class"))),
        row(
            "exposure.annotations",
            "valid annotation key",
            s -> s.exposure(ExposureSpec.ingress().withAnnotations(Map.of("a key", "x")))),
        row(
            "exposure.annotations",
            "reserved for this library",
            s -> s.exposure(ExposureSpec.ingress().withAnnotations(Map.of(Tier.ANNOTATION, "x")))),
        row("exposure.name", "name", s -> s.exposure(ExposureSpec.gateway("ns", "A gateway"))),
        row(
            "exposure.token",
            "not the token",
            s -> s.exposure(ExposureSpec.tunnelToken("cloudflared service install eyJ"))),
        row(
            "exposure.token",
            "cannot be generated",
            s -> s.exposure(ExposureSpec.tunnelToken(SecretSource.generated()))),
        row(
            "exposure.credentials",
            "not a credentials file",
            s -> s.exposure(ExposureSpec.tunnelConfig("home", secret("{}")))),
        row(
            "exposure.tunnel",
            "not the tunnel of the credentials",
            s ->
                s.exposure(
                    ExposureSpec.tunnelConfig(
                        "00000000-765d-4adf-8112-31c55c1551ef", secret(Stacks.CREDENTIALS)))),
        row(
            "exposure.tunnel",
            "plain name",
            s -> s.exposure(ExposureSpec.tunnelConfig("a\nb: c", secret(Stacks.CREDENTIALS)))),
        row(
            "exposure.tunnel",
            "not the tunnel of the credentials",
            s ->
                s.exposure(
                    ExposureSpec.tunnelConfig(
                        "ABCDEF00-765D-4ADF-8112-31C55C1551EF", secret(Stacks.CREDENTIALS)))),
        row("mail.port", "not a port", s -> s.mail(MailSpec.smtp("h", 70_000))),
        row(
            "mail.user",
            "belong together",
            s -> s.mail(new MailSpec.Smtp("h", 25, "user", null, null, false))),
        row("mail.from", "e-mail", s -> s.mail(MailSpec.smtp("h", 25).withFrom("me"))),
        row("mail.apiKey", "blank", s -> s.mail(MailSpec.postmark(secret("")))),
        row(
            "mail.baseUri",
            "https",
            s -> s.mail(MailSpec.mailgun(secret("k"), "d").withBaseUri("ftp://x"))),
        row("mail", "needs a mail server's image", s -> s.mail(MailSpec.bundled())),
        row("emailVerification", "needs mail", s -> s.emailVerification(true)),
        row(
            "mail",
            "not supported by Plausible",
            s -> s.release(PlausibleRelease.SEED_2022).mail(MailSpec.mandrill(secret("k")))),
        row(
            "resources.CLICKHOUSE.memoryLimit",
            "quantity",
            s -> s.resources(StackComponent.CLICKHOUSE, Resources.of("1", "1Gi", "lots"))),
        row(
            "resources.CLICKHOUSE.memoryRequest",
            "more than the limit",
            s -> s.resources(StackComponent.CLICKHOUSE, Resources.of("1", "2Gi", "1Gi"))),
        row(
            "resources.CLICKHOUSE.memoryLimit",
            "too little memory",
            s -> s.resources(StackComponent.CLICKHOUSE, Resources.of("1", "64Mi", "512m"))),
        row(
            "resources.CLICKHOUSE.cpuRequest",
            "more CPUs",
            s -> s.resources(StackComponent.CLICKHOUSE, Resources.of("1Gi", "1Gi", "1Gi"))));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("wrong")
  void aWrongPartIsReportedWithFieldRuleAndRemedy(
      String field, String rule, UnaryOperator<PlausibleStack.Builder> change) {
    Refusal.check(field, rule, change);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "stats.example.org",
        "ftp://stats.example.org",
        "https://",
        "https://a b",
        "https://me:secret@stats.example.org",
        "https://stats.example.org/?a=b"
      })
  void aBaseUrlIsAnAddressOfTheWeb(String baseUrl) {
    assertThatThrownBy(PlausibleStack.builder(baseUrl)::build)
        .isInstanceOf(StackValidationException.class)
        .hasMessageContaining("baseUrl")
        .hasMessageNotContaining("me:secret");
  }

  @Test
  void aTunnelNeedsHttpsAndAName() {
    assertThatThrownBy(
            () ->
                PlausibleStack.builder("http://192.0.2.7")
                    .exposure(ExposureSpec.tunnelToken(Stacks.TUNNEL_TOKEN))
                    .build())
        .hasMessageContaining("reached by https")
        .hasMessageContaining("cannot be routed by name");
  }

  @Test
  void allProblemsAreReportedAtOnceAndNoSecretAmongThem() {
    PlausibleStack.Builder builder =
        PlausibleStack.builder("stats.example.org")
            .name("Not legal")
            .secretKeyBase(secret("hunter2"))
            .totpVaultKey(secret("hunter2"))
            .replicas(3)
            .exposure(ExposureSpec.tunnelToken("hunter2"))
            .admin(AdminUser.of("me@example.org").withPassword(secret("hunter2")))
            .mail(MailSpec.smtp("", 0, "me", secret("hunter2 ")));
    StackValidationException refused =
        catchThrowableOfType(StackValidationException.class, builder::build);
    assertThat(refused.problems())
        .extracting(Problem::field)
        .contains(
            "baseUrl",
            "name",
            "secretKeyBase",
            "totpVaultKey",
            "replicas",
            "exposure.token",
            "admin.password",
            "mail.host",
            "mail.port",
            "mail.password");
    assertThat(refused).hasMessageNotContaining("hunter2").hasMessageContaining("problems:\n- ");
  }

  @Test
  void whatIsLegalIsTaken() {
    assertThat(Stacks.golden().values()).hasSize(6);
    PlausibleStack several =
        PlausibleStack.production(Stacks.BASE_URL + "/")
            .replicas(2)
            .visitorAffinityAcknowledged()
            .build();
    assertThat(several.baseUrl()).isEqualTo(Stacks.BASE_URL);
    assertThat(several.toBuilder().build().toString()).isEqualTo(several.toString());
    assertThat(Rendered.of(several).pod(StackComponent.PLAUSIBLE).getTopologySpreadConstraints())
        .hasSize(1);
  }

  @Test
  void theLimitsOfASmallBoardLeaveAGibibyteOfFourFree() {
    long mebibytes =
        Stream.of(
                StackComponent.POSTGRES,
                StackComponent.CLICKHOUSE,
                StackComponent.PLAUSIBLE,
                StackComponent.TUNNEL,
                StackComponent.TUNNEL)
            .map(component -> Stacks.raspberryPi().resources(component).memoryLimit())
            .mapToLong(limit -> Long.parseLong(limit.replace("Mi", "")))
            .sum();
    assertThat(mebibytes).isLessThanOrEqualTo(3 * 1024);
  }

  private static SecretSource secret(String value) {
    return SecretSource.of(value);
  }

  private static PlausibleRelease version(String version) {
    return PlausibleRelease.CE_3_2.withPlausible(version, "plausible:1");
  }

  private static PlausibleRelease image(String image) {
    return PlausibleRelease.CE_3_2.withPlausibleImage(image);
  }

  private static PlausibleRelease postgres(String image) {
    return PlausibleRelease.CE_3_2.withPostgresImage(image);
  }

  private static PostgresSpec external(String url) {
    return PostgresSpec.external(url, secret("secret"));
  }

  private static StorageSpec.Nfs nfs(String option) {
    return StorageSpec.nfs("nas.local", "/exports", List.of(option), null);
  }
}
